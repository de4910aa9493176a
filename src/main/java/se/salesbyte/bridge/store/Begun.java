package se.salesbyte.bridge.store;

/** What came of an intent. */
public enum Begun {
    /** It is on disk: the call may leave. */
    OURS,
    /** The lead is no longer the caller's: nothing may be sent. */
    NOT_OURS,
    /** Another lead about the same person was sent a short while ago: this one is held, and nothing may be sent. */
    POSSIBLE_DUPLICATE
}
