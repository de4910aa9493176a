package se.salesbyte.bridge.alarm;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.Flow;
import se.salesbyte.bridge.delivery.QuietHours;
import se.salesbyte.bridge.store.LeadStore;

/**
 * What is watched, and how strictly; null where it is not.
 *
 * @param silence in which a source is silent by chance once at most
 * @param overdue how long a lead may be on its way
 * @param diskFree how many bytes are to be free on the disk of {@code data}
 * @param failing how long messages may be tried without success
 * @param zone whose weeks sources live by
 * @param quietHours in which no lead goes
 * @param data the folder of the store; null if it is elsewhere
 */
public record AlarmRules(
        @Nullable Duration silence,
        @Nullable Duration overdue,
        @Nullable Long diskFree,
        @Nullable Duration failing,
        ZoneId zone,
        @Nullable QuietHours quietHours,
        @Nullable Path data) {

    /**
     * Those that watch by these.
     *
     * @param isRunning whether a source of that name has a route
     * @param disk says how much is free
     */
    public Watch watch(
            LeadStore store, Flow flow, Predicate<String> isRunning, DiskSpace disk, Tell tell, Clock clock) {
        List<Rule> rules = new ArrayList<>();
        rules.add(new SalesByteBack(flow, clock.instant()));
        rules.add(new RejectedSources(store.queries()));
        if (silence != null) {
            rules.add(new SilentSources(store, isRunning, silence, zone));
        }
        if (overdue != null) {
            rules.add(new OverdueLeads(store.watching(), overdue, quietHours));
        }
        if (diskFree != null && data != null) {
            rules.add(new FullDisk(disk, diskFree));
        }
        if (failing != null) {
            rules.add(new FailingOutboxes(store.watching(), failing));
        }
        return new Watch(rules, store.watching(), tell, clock);
    }
}
