package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Finds a person and erases what was found, until nothing is found any more, and then from the disk. */
final class ErasePerson {
    /** Between looking and erasing, a new event of the same person may arrive; not for ever. */
    private static final int ROUNDS = 5;

    private final Dialect dialect;
    private final GroupCommit writer;
    private final Quarantine quarantine;

    ErasePerson(Dialect dialect, GroupCommit writer, Quarantine quarantine) {
        this.dialect = dialect;
        this.writer = writer;
        this.quarantine = quarantine;
    }

    Erasure erase(Person person, ActedBy by, Instant at) {
        Erasure erased = Erasure.NOTHING;
        Optional<String> inDelivery = Optional.empty();
        try {
            Traces traces = find(person);
            for (int round = 0; round < ROUNDS && !traces.none(); round++) {
                inDelivery = done(new EraseTraces(traces, by, at));
                if (inDelivery.isPresent()) {
                    break;
                }
                erased = erased.plus(
                        new Erasure(traces.leads().size(), traces.refused().size()));
                traces = find(person);
            }
            dialect.wipe();
        } catch (SQLException e) {
            throw new StoreUnavailableException("not everything was erased: do it again. " + e.getMessage(), e);
        }
        if (inDelivery.isPresent()) {
            throw new BeingDeliveredException(inDelivery.get(), erased);
        }
        return erased;
    }

    /**
     * What there is of them, as it would be erased now.
     *
     * @throws StoreUnavailableException if it cannot be read now
     */
    Traces look(Person person) {
        try {
            return find(person);
        } catch (SQLException e) {
            throw new StoreUnavailableException("it could not all be read: ask again. " + e.getMessage(), e);
        }
    }

    /** Also in what was refused before this, and is on its way to the disk. */
    private Traces find(Person person) throws SQLException {
        quarantine.flush();
        done(session -> true); // the writer does one thing after the other
        return new FindTraces(dialect.readers()).of(person);
    }

    private <T> T done(Work<T> work) {
        try {
            return writer.submit(work).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailableException unavailable ? unavailable : e;
        }
    }
}
