package se.salesbyte.bridge.mapping;

/** An example cannot be used: its files are not a pair, or not what their names say. The message names the file. */
public final class BrokenExampleException extends RuntimeException {
    BrokenExampleException(String message) {
        super(message);
    }
}
