package se.salesbyte.bridge.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;

/**
 * The way in. {@code run}, which nearly every start is, goes past the parser of the command line: its classes are in a form
 * that no archive of classes can hold, and take a tenth of a start.
 */
public final class EntryPoint {
    private EntryPoint() {}

    /**
     * Runs what the arguments name.
     *
     * @return 0 if it went well, 1 if it did not, 2 if the arguments are wrong
     */
    public static int execute(Parts parts, String... args) {
        return isRun(args) ? run(parts) : BridgeCommand.execute(parts, args);
    }

    private static boolean isRun(String... args) {
        return args.length == 0 || List.of("run").equals(List.of(args));
    }

    private static int run(Parts parts) {
        try {
            new Run(parts).run();
            return 0;
        } catch (RuntimeException fault) {
            return TellFault.to(new PrintWriter(System.err, true, Charset.defaultCharset()), fault);
        }
    }
}
