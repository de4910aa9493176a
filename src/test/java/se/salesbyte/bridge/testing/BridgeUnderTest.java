package se.salesbyte.bridge.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import se.salesbyte.bridge.Bridge;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.salesbyte.CreateLeadField;

/** The real bridge in this process, on real ports with a real store, and a clock that the test moves. */
public final class BridgeUnderTest implements AutoCloseable {
    private final Clock clock;
    private final Bridge bridge;
    private final BridgeClient client;

    private BridgeUnderTest(BridgeHome home, Clock clock) {
        this.clock = clock;
        this.bridge =
                new Bridge(Settings.load(home.write(), Map.of(), Map.of(), CreateLeadField.leadSettings()), clock);
        this.client = new BridgeClient(home);
    }

    /** Starts it at that time. */
    public static BridgeUnderTest start(BridgeHome home, Instant now) {
        return new BridgeUnderTest(home, new SettableClock(now));
    }

    /** Starts it with a clock that others look at too, or that of the machine. */
    public static BridgeUnderTest start(BridgeHome home, Clock clock) {
        return new BridgeUnderTest(home, clock);
    }

    public BridgeClient client() {
        return client;
    }

    /** Moves the clock, one that can be set, and lets the bridge look at what is due. */
    public void advance(Duration by) {
        ((SettableClock) clock).advance(by);
        bridge.wake();
    }

    @Override
    public void close() {
        bridge.close();
    }
}
