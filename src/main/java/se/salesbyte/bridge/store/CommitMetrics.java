package se.salesbyte.bridge.store;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts and times what the writer does: a commit with all that went with it. Thread-safe. */
final class CommitMetrics {
    private static final Duration[] COMMIT = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3)
    };

    private final Timer commit;
    private final DistributionSummary group;

    CommitMetrics(MeterRegistry registry, GroupCommit writer, Quarantine quarantine) {
        this.commit = Timer.builder("bridge.store.commit")
                .description("Commits of the store's writer, from the group's first command to the disk")
                .serviceLevelObjectives(COMMIT)
                .register(registry);
        this.group = DistributionSummary.builder("bridge.store.group")
                .description("How many commands went with a commit")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(registry);
        Gauge.builder("bridge.store.queue", writer, GroupCommit::waiting)
                .description("Commands that wait for the store's writer")
                .register(registry);
        Gauge.builder("bridge.store.failing", writer, failing -> failing.fault().isPresent() ? 1 : 0)
                .description("Whether the store cannot commit: 1 it cannot, and events are refused")
                .register(registry);
        FunctionCounter.builder("bridge.quarantine.dropped", quarantine, Quarantine::dropped)
                .description("Refused requests that were not kept, as there were too many at a time")
                .register(registry);
    }

    /** A group of so many commands is on disk, so long after it was begun; for the writer's thread. */
    void committed(int commands, long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
        group.record(commands);
    }
}
