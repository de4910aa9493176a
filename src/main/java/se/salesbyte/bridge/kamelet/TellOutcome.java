package se.salesbyte.bridge.kamelet;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.camel.GuardTheCall;
import se.salesbyte.bridge.delivery.RetryAfter;
import se.salesbyte.bridge.salesbyte.Answer;

/** Reads SalesByte's answer, or why there is none, into headers and body; see {@code kamelets.md}. Thread-safe. */
public final class TellOutcome implements Processor {
    private final Clock clock = Clock.systemUTC();

    @Override
    public void process(Exchange exchange) throws IOException {
        if (exchange.getProperty(GuardTheCall.UNKEPT) instanceof UnkeptCall call) {
            outcome(exchange, call).tell(exchange);
        } // else it was told before the call
    }

    private ActionOutcome outcome(Exchange exchange, UnkeptCall call) throws IOException {
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (fault != null) {
            return ActionOutcome.ofFault(call.isSent(), "no answer: " + describe(fault, call));
        }
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (!call.isSent()) {
            return ActionOutcome.ofFault(false, "the proxy answered " + status + " to CONNECT");
        }
        try (InputStream body = message.getBody(InputStream.class)) {
            Answer answer = Answer.read(
                    status,
                    message.getHeader(Exchange.CONTENT_TYPE, String.class),
                    body == null ? InputStream.nullInputStream() : body,
                    call.secrets());
            return ActionOutcome.of(answer, retryAfter(message.getHeader("Retry-After")));
        }
    }

    /** Exceptions of libraries may quote what they were given. */
    private static String describe(Throwable fault, UnkeptCall call) {
        String name = fault.getClass().getSimpleName();
        return fault instanceof IOException && fault.getMessage() != null
                ? name + ": " + call.secrets().mask(fault.getMessage())
                : name;
    }

    private @Nullable Duration retryAfter(@Nullable Object header) {
        Collection<?> values =
                header instanceof Collection<?> several ? several : header == null ? List.of() : List.of(header);
        return RetryAfter.parse(values.stream().map(String::valueOf).toList(), clock.instant())
                .orElse(null);
    }
}
