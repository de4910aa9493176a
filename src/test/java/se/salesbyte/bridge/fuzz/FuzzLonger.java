package se.salesbyte.bridge.fuzz;

/** What Jazzer starts, for the target that {@code fuzz.target} names. */
public final class FuzzLonger {
    private static final FuzzTarget TARGET =
            FuzzTargets.of(System.getProperty("fuzz.target", "")).open();

    private FuzzLonger() {}

    /** Jazzer calls it first: what is slow only once is done before it counts the seconds. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Jazzer knows it by this name. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.feed(new FuzzInput(input));
    }
}
