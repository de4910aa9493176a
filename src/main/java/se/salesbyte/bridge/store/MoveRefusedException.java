package se.salesbyte.bridge.store;

/** A store is not moved, or did not arrive whole: a person is to see why. What it was moved from is as it was. */
public final class MoveRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MoveRefusedException(String message) {
        super(message);
    }
}
