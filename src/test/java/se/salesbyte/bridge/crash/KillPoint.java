package se.salesbyte.bridge.crash;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.salesbyte.bridge.crash.agent.Failpoint;

/** Where, or in which trouble, a cycle's kill falls; the share says how often among a hundred. */
enum KillPoint {
    ANY_TIME(26, 0),
    WHILE_STARTING(6, 0),
    AFTER_CLAIM(8, 150),
    AFTER_INTENT(10, 150),
    AFTER_HEAD(10, 150),
    AFTER_ANSWER(10, 150),
    BEFORE_COMMIT(10, 300),
    AFTER_COMMIT(10, 300),
    /** SIGSTOP for longer than SalesByte's timeout, SIGCONT, and then the kill. */
    AFTER_A_STOP(5, 0),
    /** While or after the disk was full. */
    DISK_FULL(5, 0),
    /** The process is stopped, the disk's power cut, and the process killed: a machine that loses its power. */
    POWER_CUT(0, 0),
    /** The process is stopped, the disk's power cut, and the process goes on without it until it is killed. */
    DISK_GONE(0, 0);

    private final int share;
    private final int latestHit;

    KillPoint(int share, int latestHit) {
        this.share = share;
        this.latestHit = latestHit;
    }

    /** How many hits may pass, at most, before the deadly one. */
    int latestHit() {
        return latestHit;
    }

    /** Whether the disk needs its power back before the next start. */
    boolean cutsPower() {
        return this == POWER_CUT || this == DISK_GONE;
    }

    Optional<Failpoint> failpoint() {
        return latestHit == 0 ? Optional.empty() : Optional.of(Failpoint.valueOf(name()));
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Those of an ordinary disk, as often as the share says: a hundred in all. */
    static List<KillPoint> deck() {
        return Arrays.stream(values())
                .flatMap(point -> Collections.nCopies(point.share, point).stream())
                .toList();
    }

    /** Those that need a {@link PowerSwitch}. */
    static List<KillPoint> powerCuts() {
        return List.of(POWER_CUT, POWER_CUT, POWER_CUT, DISK_GONE);
    }
}
