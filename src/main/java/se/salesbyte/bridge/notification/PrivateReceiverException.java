package se.salesbyte.bridge.notification;

/**
 * Nothing was sent, as a message's receiver, or what a route would fetch, turned out to be in a private network. Names no
 * address: it could be probed.
 */
public final class PrivateReceiverException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PrivateReceiverException() {
        super("where this would go has a private or link-local address: if that is meant, set"
                + " bridge.callback.allow-private=true");
    }
}
