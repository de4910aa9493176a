package se.salesbyte.bridge.salesbyte.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that the sandbox gives on demand, by the tag of the customer's e-mail: {@code ada+500@example.com}. */
final class MagicAddress {
    private static final Map<String, SandboxReply> REPLIES = Map.of("500", SandboxReply.message(500, "Server Error"));

    private MagicAddress() {}

    /** What that customer wants to see; null if the address asks for nothing. */
    static @Nullable SandboxReply reply(@Nullable Object customerEmail) {
        return customerEmail instanceof String email ? REPLIES.get(tag(email)) : null;
    }

    private static String tag(String email) {
        int at = email.lastIndexOf('@');
        int plus = email.lastIndexOf('+', at);
        return plus < 0 ? "" : email.substring(plus + 1, at);
    }
}
