package se.salesbyte.bridge.source;

/** Whether a known source takes events now. */
public enum SourceState {
    RUNNING,
    /** Its route is stopped, broken or not there any more. */
    STOPPED,
    /** Its route runs, but no secret is set: nothing could be verified. */
    NO_SECRET
}
