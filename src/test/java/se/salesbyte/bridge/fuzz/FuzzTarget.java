package se.salesbyte.bridge.fuzz;

/** Something that reads what strangers send. */
@FunctionalInterface
public interface FuzzTarget {
    /** Feeds it one input and checks all that must hold; an exception or error is a fault, here or in what is fed. */
    void feed(FuzzInput input);
}
