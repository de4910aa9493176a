package se.salesbyte.bridge.camel;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.UnitOfWorkHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.delivery.LeadInHand;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.UnparseablePayloadException;

/**
 * Content enricher: asks the provider for the record that the event in hand only names, and puts it under {@code record}
 * beside what the event has. It calls through {@code http:} and so under the guards of all calls. Nothing of the record is
 * kept: a retry fetches it again.
 */
class FetchRecord extends DefaultProducer {
    static final String RECORD = "record";

    private static final Logger LOG = LoggerFactory.getLogger(FetchRecord.class);

    private static final int LONGEST_RECORD = 1024 * 1024;
    private static final PayloadParser JSON = new PayloadParser();

    private final RecordAddress address;
    private final String token;
    private final @Nullable BusyAnswer busy;
    private @Nullable Producer http; // Camel starts and stops a producer on one thread at a time

    /**
     * @param token blank if it is not set yet: then every lead fails and says so
     * @param busy null if the status alone says that there are too many calls
     */
    FetchRecord(LeadEndpoint endpoint, RecordAddress address, String token, @Nullable BusyAnswer busy) {
        super(endpoint);
        this.address = address;
        this.token = token.strip();
        this.busy = busy;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Producer producer = getEndpoint()
                .getCamelContext()
                .getEndpoint(address.scheme() + ":record?httpMethod=GET&throwExceptionOnFailure=false&copyHeaders=false"
                        + "&disableStreamCache=true")
                .createProducer();
        ServiceHelper.startService(producer);
        http = producer;
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(http);
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) {
        LeadInHand attempt = LeadProducer.attemptOf(exchange);
        if (token.isEmpty()) {
            throw NoRecordException.until(
                    attempt.getSource()
                            + ".token is not set, and its events carry ids only: set the token by which the provider gives the records");
        }
        if (!(exchange.getMessage().getBody() instanceof Map<?, ?> event)) {
            throw NoRecordException.ever("the event is no object, so nothing can be put beside what it has");
        }
        String url = address.of(event);
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        event.forEach((name, value) -> whole.put(String.valueOf(name), value));
        whole.put(RECORD, fetched(url, exchange, attempt));
        if (parts().leads().isStopping()) { // a stop waits for one call, not for two
            throw NoRecordException.yet("the bridge was being stopped", null);
        }
        exchange.getMessage().setBody(whole);
    }

    private Object fetched(String url, Exchange exchange, LeadInHand attempt) {
        Exchange call = getEndpoint().createExchange();
        call.setProperty(LeadConsumer.LEAD, attempt); // by which the call is known as one of a lead
        Message request = call.getMessage();
        request.setHeaders(new LinkedHashMap<>(exchange.getMessage().getHeaders()));
        request.setHeader(Exchange.HTTP_URI, url);
        request.setHeader("Authorization", "Bearer " + token);
        request.setHeader("Accept", "application/json");
        try {
            http().process(call);
            if (call.getException() != null) {
                throw call.getException();
            }
            return read(call.getMessage(), attempt);
        } catch (NoRecordException refused) {
            throw refused;
        } catch (Exception broken) {
            throw NoRecordException.yet(
                    new ClassifyFault(parts().secrets(), parts().policy()).describe(broken), broken);
        } finally {
            UnitOfWorkHelper.doneSynchronizations(
                    call, call.getExchangeExtension().handoverCompletions());
        }
    }

    private Object read(Message answer, LeadInHand attempt) throws IOException {
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        Duration retryAfter = LeadProducer.askedWait(
                answer.getHeader("Retry-After"), parts().clock().instant());
        if (status / 100 != 2) {
            throw busy != null && busy.isIn(refusalOf(answer))
                    ? NoRecordException.tooFast(status, retryAfter)
                    : NoRecordException.answered(attempt.getSource(), status, retryAfter);
        }
        byte[] body = bodyOf(answer);
        if (body.length > LONGEST_RECORD) {
            throw NoRecordException.yet("the provider's answer is longer than 1 MiB", null);
        }
        try {
            Object record = JSON.parse(null, body);
            if (record instanceof Map || record instanceof List) {
                return record;
            }
        } catch (UnparseablePayloadException noJson) {
            throw NoRecordException.yet("the provider's answer is " + noJson.getMessage(), null);
        }
        throw NoRecordException.yet("the provider's answer is neither an object nor a list", null);
    }

    /** As far as it can be read: the status counts, whatever else came. */
    private static byte[] refusalOf(Message answer) {
        try {
            return bodyOf(answer);
        } catch (IOException cut) {
            return new byte[0];
        }
    }

    private static byte[] bodyOf(Message answer) throws IOException {
        InputStream body = answer.getBody(InputStream.class);
        if (body == null) {
            return new byte[0];
        }
        byte[] bytes = body.readNBytes(LONGEST_RECORD + 1);
        try {
            body.close();
        } catch (IOException tooLong) {
            LOG.debug("The rest of a record was not read: {}", tooLong.toString());
        }
        return bytes;
    }

    private Producer http() {
        if (http == null) {
            throw new IllegalStateException("lead:fetch is not started");
        }
        return http;
    }

    private BridgeParts parts() {
        return BridgeParts.of(getEndpoint().getCamelContext());
    }
}
