package se.salesbyte.bridge.source;

/** A preset file that cannot be used. The message says where and what is wrong. */
public final class InvalidPresetException extends RuntimeException {
    InvalidPresetException(String message, Throwable cause) {
        super(message, cause);
    }
}
