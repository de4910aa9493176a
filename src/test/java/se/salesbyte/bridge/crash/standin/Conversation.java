package se.salesbyte.bridge.crash.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One connection to the stand-in, request after request. */
final class Conversation {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LATEST_MILLIS = 20_000;

    private final Socket socket;
    private final Mishaps mishaps;
    private final CreatedQuotes quotes;
    private final QuotesApi api;
    private final BooleanSupplier closing;
    private final Clock clock;

    /** @param closing whether no connection shall be kept */
    Conversation(
            Socket socket, Mishaps mishaps, CreatedQuotes quotes, QuotesApi api, BooleanSupplier closing, Clock clock) {
        this.socket = socket;
        this.mishaps = mishaps;
        this.quotes = quotes;
        this.api = api;
        this.closing = closing;
        this.clock = clock;
    }

    /** Until either side has had enough. */
    void hold() {
        try (socket) {
            socket.setTcpNoDelay(true);
            if (mishaps.refuses()) {
                quotes.refuse(Mishap.REFUSED);
                reset();
                return;
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                in.mark(1);
                int first = in.read();
                in.reset();
                more = first >= 0 && (first == 'P' ? create(in) : answer(in));
            }
        } catch (IOException gone) {
            // the bridge was killed, or gave up
        }
    }

    /** Reads never fail: what they find must be true. */
    private boolean answer(InputStream in) throws IOException {
        RawRequest request = RawRequest.read(in);
        boolean listed = request.target().startsWith("/api/quotes");
        return say(listed ? api.answer(request) : RawAnswer.json(404, "{\"message\":\"\"}"));
    }

    private boolean create(InputStream in) throws IOException {
        Mishap mishap = mishaps.next();
        if (mishap == Mishap.UNREAD) {
            quotes.refuse(mishap);
            reset();
            return false;
        }
        RawRequest request = RawRequest.read(in);
        if (!request.target().equals("/integrations/create_brandawareness")) {
            return say(RawAnswer.json(404, "{\"message\":\"\"}"));
        }
        LockSupport.parkNanos(mishaps.work().toNanos());
        if (!mishap.creates()) {
            quotes.refuse(mishap);
        }
        if (mishap == Mishap.NOT_NOW) {
            return say(RawAnswer.json(503, "{\"message\":\"Service Unavailable\"}"));
        }
        if (mishap == Mishap.TOO_MANY) {
            return say(new RawAnswer(429, "{\"message\":\"Too Many Attempts.\"}", "Retry-After: 1\r\n"));
        }
        JsonNode lead = JSON.readTree(request.body());
        Quote quote = quotes.create(lead, clock.instant(), mishap);
        return switch (mishap) {
            case CUT -> {
                reset();
                yield false;
            }
            case LATE -> {
                awaitHangUp(in);
                yield say(created(quote));
            }
            case ERROR -> say(RawAnswer.json(500, "{\"message\":\"Server Error\"}"));
            default -> say(created(quote));
        };
    }

    private static RawAnswer created(Quote quote) {
        return RawAnswer.json(
                200,
                String.format(
                        Locale.ROOT,
                        "{\"id\":%d,\"links\":{\"edit\":\"https://app.salesbyte.example/offerter/%d/redigera\"}}",
                        quote.id(),
                        quote.id()));
    }

    private boolean say(RawAnswer answer) throws IOException {
        boolean last = closing.getAsBoolean() || mishaps.closes();
        answer.writeTo(socket.getOutputStream(), last);
        return !last;
    }

    private void awaitHangUp(InputStream in) throws IOException {
        socket.setSoTimeout(LATEST_MILLIS);
        try {
            while (in.read() >= 0) {
                // it waits for the answer
            }
        } catch (SocketTimeoutException stillThere) {
            // stopped, perhaps; late enough
        }
    }

    private void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
