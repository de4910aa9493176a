package se.salesbyte.bridge.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.Signal;

/** Starts the bridge, lets the trouble of the cycle come, and kills it. */
final class RunCycle {
    private static final Duration PATIENCE_FOR_THE_FAILPOINT = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int KILLED = 128 + 9;

    private final BridgeStarts starts;
    private final Load load;
    private final StoredLeads store;
    private final PowerSwitch power;
    private Set<String> inDoubt;
    private Optional<Duration> untilAcknowledged = Optional.empty(); // of a cycle that marks once more

    RunCycle(BridgeStarts starts, Load load, StoredLeads store, PowerSwitch power) {
        this.starts = starts;
        this.load = load;
        this.store = store;
        this.power = power;
        this.inDoubt = store.inHand();
    }

    CycleResult run(Cycle cycle) {
        load.mark();
        long startedAt = System.nanoTime();
        try (BridgeProcess bridge = starts.of(cycle)) {
            untilAcknowledged = Optional.empty();
            boolean asPlanned = kill(cycle, bridge);
            bridge.kill();
            if (cycle.point().cutsPower()) {
                power.on();
            }
            Optional<Duration> acknowledged = untilAcknowledged.or(load::untilAcknowledged);
            return new CycleResult(
                    cycle.number(),
                    cycle.point(),
                    asPlanned,
                    acknowledged.map(Duration::toMillis).orElse(-1L),
                    Duration.ofNanos(System.nanoTime() - startedAt).toMillis(),
                    newInDoubt(),
                    load.acknowledged());
        }
    }

    /** How many leads the kill has left in doubt, without those of a kill before that the start did not come to. */
    private int newInDoubt() {
        Set<String> before = inDoubt;
        inDoubt = store.inHand();
        return (int)
                inDoubt.stream().filter(attempt -> !before.contains(attempt)).count();
    }

    /** False if the cycle's own kind of kill, or trouble, did not come about; it is then killed at any time. */
    private boolean kill(Cycle cycle, BridgeProcess bridge) {
        if (cycle.point() == KillPoint.WHILE_STARTING) {
            if (bridge.endsWithin(cycle.after())) {
                throw endedByItself(bridge);
            }
            return true;
        }
        if (cycle.point().failpoint().isPresent()) {
            boolean ended = !bridge.awaitRunning() || bridge.endsWithin(PATIENCE_FOR_THE_FAILPOINT);
            if (ended && bridge.exitCode() != KILLED) {
                throw endedByItself(bridge);
            }
            return ended;
        }
        if (!bridge.awaitRunning() || bridge.endsWithin(cycle.after())) {
            throw endedByItself(bridge);
        }
        return switch (cycle.point()) {
            case AFTER_A_STOP -> stopAndGoOn(cycle, bridge);
            case DISK_FULL -> fillTheDisk(cycle, bridge);
            case POWER_CUT -> cutPower(bridge);
            case DISK_GONE -> cutPower(bridge) && goOnWithoutDisk(cycle, bridge);
            default -> true;
        };
    }

    private static IllegalStateException endedByItself(BridgeProcess bridge) {
        return new IllegalStateException(
                "the bridge ended by itself, code " + bridge.exitCode() + ":\n" + bridge.output());
    }

    private static boolean stopAndGoOn(Cycle cycle, BridgeProcess bridge) {
        Signal.STOP.to(bridge.pid());
        boolean stopped = !bridge.endsWithin(cycle.trouble());
        Signal.CONT.to(bridge.pid());
        return stopped && !bridge.endsWithin(cycle.after());
    }

    /** The store must refuse, and when there is room again go on by itself. */
    private boolean fillTheDisk(Cycle cycle, BridgeProcess bridge) {
        int before = load.refusals(Refusals.STORE_UNAVAILABLE);
        try {
            untilAcknowledged = load.untilAcknowledged();
            Files.createFile(starts.diskFull());
            await().atMost(PATIENCE).until(() -> load.refusals(Refusals.STORE_UNAVAILABLE) > before);
            bridge.endsWithin(cycle.trouble());
            if (cycle.mended()) {
                Files.delete(starts.diskFull());
                load.mark();
                await().atMost(PATIENCE).until(() -> load.untilAcknowledged().isPresent());
                bridge.endsWithin(cycle.after());
            }
            return true;
        } catch (ConditionTimeoutException neither) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            bridge.kill();
            delete();
        }
    }

    /** While the process stands still: of a sync under way, ext4 may say that it is done, and lose it. */
    private boolean cutPower(BridgeProcess bridge) {
        Signal.STOP.to(bridge.pid());
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(bridge::isStopped);
        power.off();
        return true;
    }

    /** The store must refuse, and the process must live. */
    private boolean goOnWithoutDisk(Cycle cycle, BridgeProcess bridge) {
        int before = load.refusals(Refusals.STORE_UNAVAILABLE);
        Signal.CONT.to(bridge.pid());
        return !bridge.endsWithin(cycle.trouble()) && load.refusals(Refusals.STORE_UNAVAILABLE) > before;
    }

    private void delete() {
        try {
            Files.deleteIfExists(starts.diskFull());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
