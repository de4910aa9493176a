package se.salesbyte.bridge.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** What a person at the terminal says to something that cannot be taken back. */
enum Consent {
    GIVEN(0),
    REFUSED(1),
    /** Nobody is there to ask: without a word nothing is done. */
    NOBODY(2);

    private final int exitCode;

    Consent(int exitCode) {
        this.exitCode = exitCode;
    }

    /** What the command ends with. */
    int exitCode() {
        return exitCode;
    }

    /** Asks. Some versions of Java have a console without a terminal too: then a line of standard input is the answer. */
    @SuppressWarnings("SystemConsoleNull")
    static Consent ask(String question) {
        Console terminal = System.console();
        return terminal == null ? NOBODY : of(terminal.readLine("%s [y/N] ", question));
    }

    /** @param answer null at the end of the input */
    static Consent of(@Nullable String answer) {
        if (answer == null) {
            return NOBODY;
        }
        return answer.strip().equalsIgnoreCase("y") ? GIVEN : REFUSED;
    }
}
