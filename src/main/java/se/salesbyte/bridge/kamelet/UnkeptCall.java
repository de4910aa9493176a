package se.salesbyte.bridge.kamelet;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.camel.GuardTheCall;
import se.salesbyte.bridge.delivery.CallRefusedException;
import se.salesbyte.bridge.delivery.OneCall;
import se.salesbyte.bridge.salesbyte.SecretMask;

/** One use of the Kamelet that creates leads: nothing of it is on disk, but its call is made once, and known to have left. */
final class UnkeptCall implements OneCall {
    private final Map<String, Object> headers;
    private final SecretMask secrets;
    private Map<String, @Nullable Object> reference = Map.of();
    private boolean sent;

    private UnkeptCall(Map<String, Object> headers, SecretMask secrets) {
        this.headers = headers;
        this.secrets = secrets;
    }

    /** Puts the headers aside: none of them travels to SalesByte, or says where that is. */
    static UnkeptCall begin(Exchange exchange, SecretMask secrets) {
        Message message = exchange.getMessage();
        UnkeptCall call = new UnkeptCall(new LinkedHashMap<>(message.getHeaders()), secrets);
        message.removeHeaders("*");
        exchange.setProperty(GuardTheCall.UNKEPT, call);
        return call;
    }

    /** Takes the call of the exchange out of it. */
    static UnkeptCall end(Exchange exchange) {
        if (exchange.removeProperty(GuardTheCall.UNKEPT) instanceof UnkeptCall call) {
            return call;
        }
        throw new IllegalStateException("no call was prepared: use the Kamelet salesbyte-create-lead-action as it is");
    }

    synchronized void refers(Map<String, @Nullable Object> to) {
        reference = to;
    }

    synchronized Map<String, @Nullable Object> reference() {
        return reference;
    }

    Map<String, Object> headers() {
        return headers;
    }

    SecretMask secrets() {
        return secrets;
    }

    @Override
    public boolean isCallOpen() {
        return true;
    }

    @Override
    public synchronized void sending() {
        if (sent) {
            throw new CallRefusedException("one use of salesbyte-create-lead-action makes one call");
        }
        sent = true;
    }

    @Override
    public void answered() {}

    synchronized boolean isSent() {
        return sent;
    }
}
