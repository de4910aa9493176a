package se.salesbyte.bridge.notification;

import java.util.Optional;
import java.util.function.Function;
import se.salesbyte.bridge.delivery.PlanSettlement;

/** Who is set to receive what. Thread-safe. */
public final class Receivers {
    private static final String CALLBACK = "callback";

    private final Function<String, Optional<Receiver>> callback;
    private final Function<String, Optional<Receiver>> errorNotification;

    /**
     * @param callback who hears of a source's delivered leads
     * @param errorNotification who hears of a source's leads that need a person
     */
    public Receivers(
            Function<String, Optional<Receiver>> callback, Function<String, Optional<Receiver>> errorNotification) {
        this.callback = callback;
        this.errorNotification = errorNotification;
    }

    /** The receiver of that outbox for leads of that source; empty if none is set. */
    public Optional<Receiver> of(String outbox, String source) {
        return switch (outbox) {
            case CALLBACK -> callback.apply(source);
            case PlanSettlement.ERROR_NOTIFICATION -> errorNotification.apply(source);
            default -> Optional.empty();
        };
    }

    /** Whose messages wait for each other: those to one address. */
    public String addressOf(String outbox, String source) {
        String own = outbox + " of " + source;
        try {
            return of(outbox, source).map(receiver -> receiver.url().toString()).orElse(own);
        } catch (RuntimeException e) {
            return own; // a source whose settings are wrong must not hold up the others
        }
    }

    /** Whether a message for that outbox has anywhere to go: an integrator's own outbox has its own route. */
    boolean isWanted(String outbox, String source) {
        boolean ours = outbox.equals(CALLBACK) || outbox.equals(PlanSettlement.ERROR_NOTIFICATION);
        return !ours || of(outbox, source).isPresent();
    }
}
