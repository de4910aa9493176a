package se.salesbyte.bridge.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/** What went wrong, in one line: the outermost message and the innermost. */
final class RootCause {
    private RootCause() {}

    static String of(Throwable fault) {
        Deque<String> messages = new ArrayDeque<>();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            String last = messages.peekLast();
            if (last == null || !last.contains(message)) {
                messages.add(message.lines().findFirst().orElse(message));
            }
        }
        String first = messages.getFirst();
        String root = messages.getLast();
        return first.equals(root) ? first : first + ": " + root;
    }
}
