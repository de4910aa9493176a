package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;

/**
 * What is wrong with the bridge and people are told of: once as it begins and once as it is over, however often it is
 * found, by whichever replica, before a restart or after it. Thread-safe; changes are kept in an outage as
 * {@link LeadStore#settle} is.
 */
public final class Alarms {
    static final String STANDING = "select * from alarm where ended_at is null order by began_at, id";
    private static final String UNTOLD =
            """
            select * from alarm where told_at is null or (ended_at is not null and end_told_at is null)
             order by began_at, id""";

    private final GroupCommit writer;
    private final Jdbi jdbi;
    private final StoreSignals signals;

    Alarms(GroupCommit writer, Jdbi jdbi, StoreSignals signals) {
        this.writer = writer;
        this.jdbi = jdbi;
        this.signals = signals;
    }

    /**
     * Something is wrong, for all who share the store; says whether nobody knew it yet.
     *
     * @param messages one for each way to people; none if nobody is to hear of it
     * @param mostAnHour so many times people may be told within an hour
     */
    public CompletableFuture<Boolean> begins(NewAlarm alarm, List<NewMessage> messages, int mostAnHour, Instant at) {
        return writer.insist(begin(alarm, messages, mostAnHour, at));
    }

    /** As the other, of what each replica finds for itself: it is over once the last one finds it no more. */
    public CompletableFuture<Boolean> beginsHere(
            NewAlarm alarm, List<NewMessage> messages, int mostAnHour, Instant at) {
        return writer.insist(new TellOnce(alarm.topic(), true, begin(alarm, messages, mostAnHour, at), at));
    }

    /** It is over, unless another replica finds it so; says whether one stood. */
    public CompletableFuture<Boolean> ends(String topic, List<NewMessage> messages, int mostAnHour, Instant at) {
        EndAlarm end = new EndAlarm(topic, new TellInTime(messages, null, mostAnHour, at, signals), at);
        return writer.insist(new TellOnce(topic, false, end, at));
    }

    /** Tells of those of {@link #untold} together; says whether that was in time. */
    public CompletableFuture<Boolean> sumUp(
            List<AlarmRow> alarms, List<NewMessage> messages, int mostAnHour, Instant at) {
        return writer.insist(new SumUpAlarms(alarms, new TellInTime(messages, null, mostAnHour, at, signals), at));
    }

    /** Those that stand, the oldest first. */
    public List<AlarmRow> standing() {
        return read(STANDING);
    }

    /** Those whose beginning or end people have not heard of, as they had heard of too many; the oldest first. */
    public List<AlarmRow> untold() {
        return read(UNTOLD);
    }

    private List<AlarmRow> read(String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(AlarmRow.class).list());
    }

    private BeginAlarm begin(NewAlarm alarm, List<NewMessage> messages, int mostAnHour, Instant at) {
        return new BeginAlarm(alarm, new TellInTime(messages, alarm.source(), mostAnHour, at, signals), at);
    }
}
