package se.salesbyte.bridge.camel;

import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A step of a route that has stopped was reached. Producers of {@code direct:} share what they know of the route they send
 * to and renew it without a lock: right after it was exchanged, one of many at once may still find the old one.
 */
final class StoppedRoute {
    private static final String ERROR_HANDLERS = "org.apache.camel.processor.errorhandler.";

    private StoppedRoute() {}

    /**
     * Whether an error handler refused to go on with it. What a {@code throttle} or {@code threads} of the route refuses is
     * another matter: the next try would come to the same, at once and for ever.
     */
    static boolean isCauseOf(@Nullable Throwable fault) {
        RejectedExecutionException refused = ClassifyFault.find(fault, RejectedExecutionException.class);
        return refused != null
                && refused.getStackTrace().length > 0
                && refused.getStackTrace()[0].getClassName().startsWith(ERROR_HANDLERS);
    }
}
