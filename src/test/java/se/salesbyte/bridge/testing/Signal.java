package se.salesbyte.bridge.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal that Java itself does not send. */
public enum Signal {
    STOP,
    CONT;

    /** Sends it, and returns once it is sent; the process may take a moment to heed it. */
    public void to(long pid) {
        try {
            new ProcessBuilder("kill", "-" + name(), String.valueOf(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
