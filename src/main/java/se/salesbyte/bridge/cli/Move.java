package se.salesbyte.bridge.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.config.Settings;

/** {@code move}: the leads go from the file of this home to a PostgreSQL. */
@Command(
        name = "move",
        description =
                "Move all leads from a file to a PostgreSQL and compare both, row by row; with the bridge stopped.")
final class Move implements Callable<Integer> {
    private static final String URL = "bridge.store.url";
    private static final List<String> STORES = List.of("sandbox.db", "bridge.db");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "<file or folder>",
            description = "A store in a file, or the data folder that it is in; this home's if not given.")
    private @Nullable Path from;

    @Option(
            names = "--to",
            paramLabel = "<url>",
            description = "As bridge.store.url, which it is if not given. User and password are settings.")
    private @Nullable String to;

    private final Parts parts;

    Move(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        Settings home = LoadSettings.ofThisProcess();
        Settings settings = to == null ? home : LoadSettings.with(URL, to);
        if (settings.store().url().isEmpty()) {
            throw wrong("where to? Name a database by --to jdbc:postgresql://… or by " + URL);
        }
        PrintWriter out = spec.commandLine().getOut();
        parts.move(settings, file(settings), line -> {
            out.println(Printable.of(line));
            out.flush();
        });
        boolean known = home.store().url().equals(settings.store().url());
        out.println(
                known
                        ? URL + " names the database: start the bridge."
                        : "Set " + URL + " to the address of the database, and start the bridge.");
        out.flush();
        return 0;
    }

    private Path file(Settings settings) {
        Path usual = settings.storeFile();
        Path file = Optional.ofNullable(from)
                .map(given -> Files.isDirectory(given) ? given.resolve(usual.getFileName()) : given)
                .orElse(usual);
        String name = file.getFileName().toString();
        if (!name.startsWith(usual.getFileName().toString())
                && STORES.stream().anyMatch(name::startsWith)) { // its leads would be sent to where these are not
            throw wrong(
                    file + " is of the " + (settings.sandbox() ? "live" : "sandbox") + " mode, and salesbyte.url says "
                            + (settings.sandbox() ? "sandbox" : "live") + ": set it as it was for that file");
        }
        return file;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
