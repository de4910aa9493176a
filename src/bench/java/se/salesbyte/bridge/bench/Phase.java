package se.salesbyte.bridge.bench;

import java.time.Duration;
import java.util.List;

/**
 * What the provider does for a while.
 *
 * @param name for the table
 * @param kind see there
 * @param size of lives in flight, connections, or events a second, as the kind says
 * @param seconds how long
 */
record Phase(String name, Kind kind, int size, double seconds) {
    enum Kind {
        /** So many lives at once: the callback of one lets the next webhook go. As fast as whole lives go. */
        LIVES,
        /** So many connections, each posting the next event when its last one was acknowledged. */
        BURST,
        /** So many events a second, whether or not earlier ones are answered: latency counts from when each was due. */
        RATE,
        /** Nothing. */
        IDLE,
        /** Nothing new; until every acknowledged lead was called back. */
        DRAIN
    }

    /** How long. */
    Duration time() {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** From {@code name:kind:size:seconds}. */
    static Phase parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        return new Phase(
                parts.get(0),
                Kind.valueOf(parts.get(1)),
                Integer.parseInt(parts.get(2)),
                Double.parseDouble(parts.get(3)));
    }

    String text() {
        return name + ":" + kind + ":" + size + ":" + seconds;
    }

    /**
     * What came of it.
     *
     * @param seconds how long it took
     * @param acknowledged events answered 2xx
     * @param refused events answered otherwise
     * @param calledBack leads whose callback came for the first time
     * @param acknowledgement from when an event was due to its acknowledgement
     * @param untilCalled from when an event was due to SalesByte being called
     * @param cpuMillis of the subject
     * @param rssMiB of the subject, at the end
     * @param databaseCpuMillis of the database's processes; 0 without one
     * @param machineCpuMillis of all processes of the machine
     */
    record Result(
            Phase phase,
            double seconds,
            int acknowledged,
            int refused,
            int calledBack,
            Latency acknowledgement,
            Latency untilCalled,
            long cpuMillis,
            double rssMiB,
            long databaseCpuMillis,
            long machineCpuMillis) {

        double deliveredPerSecond() {
            return calledBack / seconds;
        }

        double acknowledgedPerSecond() {
            return acknowledged / seconds;
        }

        /** Of the subject, for each lead that was called back. */
        double cpuMillisPerLead() {
            return (double) cpuMillis / calledBack;
        }
    }
}
