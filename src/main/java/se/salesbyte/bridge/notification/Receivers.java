package se.salesbyte.bridge.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import se.salesbyte.bridge.delivery.PlanSettlement;

/** Who is set to receive what. Thread-safe. */
public final class Receivers {
    /** The outbox of what {@code error-notification} tells by e-mail. */
    public static final String ERROR_MAIL = "error-mail";

    private static final String CALLBACK = "callback";

    private final Function<String, Optional<Receiver>> callback;
    private final Function<String, Optional<Receiver>> errorNotification;
    private final Function<String, Optional<String>> errorMail;

    /**
     * @param callback who hears of a source's delivered leads
     * @param errorNotification who hears of a source's leads that need a person
     * @param errorMail the addresses that hear of them too, with commas between them
     */
    public Receivers(
            Function<String, Optional<Receiver>> callback,
            Function<String, Optional<Receiver>> errorNotification,
            Function<String, Optional<String>> errorMail) {
        this.callback = callback;
        this.errorNotification = errorNotification;
        this.errorMail = errorMail;
    }

    /** The receiver of that outbox for leads of that source; empty if none is set. */
    public Optional<Receiver> of(String outbox, String source) {
        return switch (outbox) {
            case CALLBACK -> callback.apply(source);
            case PlanSettlement.ERROR_NOTIFICATION -> errorNotification.apply(source);
            default -> Optional.empty();
        };
    }

    /** The e-mail addresses that hear of that source's leads, with commas between them; empty if none is set. */
    public Optional<String> mailOf(String source) {
        return errorMail.apply(source);
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

    /**
     * The outboxes for what a route puts into that one: error notifications go by each way that is set. Of an outbox of
     * the contract there is none if nobody is set to receive it; an integrator's own has its own route.
     */
    List<String> outboxes(String outbox, String source) {
        List<String> ways = new ArrayList<>();
        boolean notification = outbox.equals(PlanSettlement.ERROR_NOTIFICATION);
        boolean ours = notification || outbox.equals(CALLBACK);
        if (!ours || of(outbox, source).isPresent()) {
            ways.add(outbox);
        }
        if (notification && mailOf(source).isPresent()) {
            ways.add(ERROR_MAIL);
        }
        return ways;
    }
}
