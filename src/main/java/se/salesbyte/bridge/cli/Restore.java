package se.salesbyte.bridge.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.config.Settings;

/** {@code restore <file>}: a backup takes the place of the leads of this home. */
@Command(
        name = "restore",
        description =
                "Put a backup in the place of this home's leads, which are kept beside it; with the bridge stopped.")
final class Restore implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<file>", description = "As backup has made it.")
    private @Nullable Path file;

    private final Parts parts;

    Restore(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        Settings settings = LoadSettings.ofThisProcess();
        if (settings.store().url().isPresent()) {
            throw new IllegalStateException(
                    "the leads are in the database of bridge.store.url: restore that with its own"
                            + " tools, and say so by bridge restored; backup.md says how");
        }
        PrintWriter out = spec.commandLine().getOut();
        parts.restore(settings, Objects.requireNonNull(file), line -> {
            out.println(Printable.of(line));
            out.flush();
        });
        return 0;
    }
}
