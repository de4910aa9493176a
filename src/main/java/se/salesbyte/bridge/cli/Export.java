package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export --email … | --phone …}: all that the running bridge keeps of a person, as JSON. */
@Command(name = "export", description = "Write all that the running bridge keeps of a person, as JSON.")
final class Export implements Callable<Integer> {
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Whom whom = new Whom();

    @Option(
            names = "--to",
            paramLabel = "<file>",
            description = "What to write, readable by you alone; it must not exist. Standard output if not given.")
    private @Nullable Path to;

    @Override
    public Integer call() {
        JsonNode person = new ManagementClient(LoadSettings.ofThisProcess()).get("/api/persons?" + whom.query());
        PrintWriter out = spec.commandLine().getOut();
        if (to == null) {
            out.println(person.toPrettyString());
        } else {
            write(to, person);
            out.printf(
                    "%d leads and %d refused requests are in %s%n",
                    person.path("leads").size(), person.path("refused").size(), to);
        }
        out.flush();
        return 0;
    }

    private static void write(Path file, JsonNode person) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, OWNER_ALONE);
            } else {
                Files.createFile(file);
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(person.toPrettyString().getBytes(UTF_8));
            }
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException(
                    file + " is there already, and nothing is overwritten: name another file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
