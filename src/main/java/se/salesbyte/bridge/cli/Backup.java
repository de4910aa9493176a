package se.salesbyte.bridge.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.config.Settings;

/** {@code backup <file>}: the leads of this home as they stand at one moment. */
@Command(
        name = "backup",
        description = "Copy all leads of this home to a file, as they stand at one moment; a running bridge goes on.")
final class Backup implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<file>", description = "What to write; it must not exist.")
    private @Nullable Path file;

    private final Parts parts;

    Backup(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        Settings settings = LoadSettings.ofThisProcess();
        if (settings.store().url().isPresent()) {
            throw new IllegalStateException(
                    "the leads are in the database of bridge.store.url: back that up with its own"
                            + " tools, pg_dump for instance; backup.md says how");
        }
        if (file == null || Files.isDirectory(file)) {
            throw new IllegalStateException(file + " is a folder: name a file in it");
        }
        PrintWriter out = spec.commandLine().getOut();
        parts.backup(settings, file, line -> {
            out.println(Printable.of(line));
            out.flush();
        });
        return 0;
    }
}
