package se.salesbyte.bridge.delivery;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether SalesByte can be asked about leads in doubt. Once off, it is off until the process starts again. Thread-safe. */
public final class LookUpSwitch {
    private final AtomicReference<@Nullable String> whyOff;

    private LookUpSwitch(@Nullable String whyOff) {
        this.whyOff = new AtomicReference<>(whyOff);
    }

    /** It can be asked. */
    public static LookUpSwitch on() {
        return new LookUpSwitch(null);
    }

    /** It cannot, as there is no token. */
    public static LookUpSwitch withoutToken() {
        return new LookUpSwitch("salesbyte.api-token is not set");
    }

    boolean isOn() {
        return whyOff.get() == null;
    }

    /** Why it cannot be asked; empty if it can. */
    Optional<String> whyOff() {
        return Optional.ofNullable(whyOff.get());
    }

    /** False if it was off before. */
    boolean turnOff(String why) {
        return whyOff.compareAndSet(null, why);
    }
}
