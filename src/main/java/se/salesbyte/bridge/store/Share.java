package se.salesbyte.bridge.store;

/**
 * What a replica has of what is bounded for all together.
 *
 * @param concurrency how many leads it may have in hand at once
 * @param part of each rate; 0 to 1
 */
public record Share(int concurrency, double part) {
    /** Nothing. */
    public static final Share NONE = new Share(0, 0);

    /** The lesser of both, each for itself. */
    public Share atMost(Share other) {
        return new Share(Math.min(concurrency, other.concurrency), Math.min(part, other.part));
    }
}
