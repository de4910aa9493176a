package se.salesbyte.bridge.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.Receipt;

/**
 * What became of a refused request that was to be released.
 *
 * @param receipts its leads
 * @param refusal why it is refused still; null if it was released
 */
public record Release(List<Receipt> receipts, @Nullable String refusal) {
    /** It passed, and became these leads. */
    public static Release released(List<Receipt> receipts) {
        return new Release(receipts, null);
    }

    /** It is refused still, and kept. */
    public static Release refused(String reason) {
        return new Release(List.of(), reason);
    }
}
