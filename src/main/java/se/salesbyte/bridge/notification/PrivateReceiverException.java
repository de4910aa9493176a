package se.salesbyte.bridge.notification;

/** A message was not sent, as its receiver turned out to be in a private network. Names no address: it could be probed. */
public final class PrivateReceiverException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PrivateReceiverException() {
        super("the receiver has a private or link-local address: if that is meant, set"
                + " bridge.callback.allow-private=true");
    }
}
