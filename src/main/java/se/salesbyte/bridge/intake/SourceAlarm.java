package se.salesbyte.bridge.intake;

import java.time.Instant;

/** Told when a person should look at a source. Must not wait. */
public interface SourceAlarm {
    /**
     * The requests of a source keep failing their verification; told once until one of them passes.
     *
     * @param refused how many in a row
     */
    void rejecting(String source, int refused, Instant at);

    /** One of them has passed, after that was told. */
    void verifiedAgain(String source, Instant at);
}
