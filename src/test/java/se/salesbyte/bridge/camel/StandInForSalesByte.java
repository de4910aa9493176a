package se.salesbyte.bridge.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.Attempt;
import se.salesbyte.bridge.store.LeadQueries;
import se.salesbyte.bridge.store.LeadRecord;

/** Stands where the HTTP endpoint stands: keeps what it was called with, then answers or breaks off as it is told. */
final class StandInForSalesByte implements Processor {
    private final LeadQueries disk;
    private final List<Call> calls = new ArrayList<>();
    private Processor next = exchange -> {
        throw new IllegalStateException("nobody said what to answer");
    };

    /**
     * A call as it arrived.
     *
     * @param onDisk what another connection to the store saw of the lead at that moment
     */
    record Call(Map<String, Object> headers, String body, LeadRecord onDisk) {}

    StandInForSalesByte(LeadQueries disk) {
        this.disk = disk;
    }

    /** Answers with that. */
    StandInForSalesByte answers(int status, @Nullable String contentType, @Nullable String body) {
        return answers(status, contentType, body == null ? null : new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    /** Answers with that; headers as names and values. */
    StandInForSalesByte answers(
            int status, @Nullable String contentType, @Nullable InputStream body, String... headers) {
        return answersWith(true, status, contentType, body, headers);
    }

    private StandInForSalesByte answersWith(
            boolean sent, int status, @Nullable String contentType, @Nullable InputStream body, String... headers) {
        next = exchange -> {
            if (sent) {
                attemptOf(exchange).sending();
            }
            Message answer = exchange.getMessage();
            answer.removeHeaders("*");
            answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
            if (contentType != null) {
                answer.setHeader(Exchange.CONTENT_TYPE, contentType);
            }
            for (int i = 0; i < headers.length; i += 2) {
                answer.setHeader(headers[i], headers[i + 1]);
            }
            answer.setBody(body);
        };
        return this;
    }

    /** A proxy on the way answers with that: the request itself has not left. */
    void refusedByAProxy(int status, String... headers) {
        answersWith(false, status, "text/html", new ByteArrayInputStream("<p>No</p>".getBytes(UTF_8)), headers);
    }

    /** Fails before the head of the request has left. */
    void failsUnsent(Throwable fault) {
        next = exchange -> sneak(fault);
    }

    /** Fails once the head of the request has left. */
    void failsOnceSent(Throwable fault) {
        next = exchange -> {
            attemptOf(exchange).sending();
            sneak(fault);
        };
    }

    List<Call> calls() {
        return calls;
    }

    Call onlyCall() {
        if (calls.size() != 1) {
            throw new AssertionError("there were " + calls.size() + " calls");
        }
        return calls.get(0);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message request = exchange.getMessage();
        calls.add(new Call(
                new LinkedHashMap<>(request.getHeaders()),
                request.getBody(String.class),
                disk.find(attemptOf(exchange).getLeadId()).orElseThrow()));
        next.process(exchange);
    }

    private static Attempt attemptOf(Exchange exchange) {
        return (Attempt) LeadProducer.attemptOf(exchange);
    }

    private static void sneak(Throwable fault) throws Exception {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (Exception) fault;
    }
}
