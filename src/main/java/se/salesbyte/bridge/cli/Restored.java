package se.salesbyte.bridge.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code restored}: the store of this home came back with a backup that was made by other means than {@code backup}. */
@Command(
        name = "restored",
        description = "Say that the leads came back with a backup of another kind, such as a snapshot of a disk or a"
                + " database's own: what was not delivered then is not sent by itself. With all bridges stopped.")
final class Restored implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private final Parts parts;

    Restored(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("It is as of " + parts.markRestored(LoadSettings.ofThisProcess())
                + " or later. The next start looks up what was not delivered then, or makes it unknown.");
        out.flush();
        return 0;
    }
}
