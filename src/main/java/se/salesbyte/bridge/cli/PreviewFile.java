package se.salesbyte.bridge.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.preview.Preview;

/** {@code preview <source> <file>}: the SalesByte request that this body would become. Needs no running bridge. */
@Command(
        name = "preview",
        description = "Print the SalesByte request that a file would become; 1 with the faults if it becomes none.")
final class PreviewFile implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<source>", description = "As in /webhooks/<source>.")
    private String name;

    @Parameters(index = "1", paramLabel = "<file>", description = "The body: a .json, .form or .multipart file.")
    private Path file;

    private final Parts parts;

    PreviewFile(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(file + " cannot be read");
        }
        Settings settings = LoadSettings.ofThisProcess();
        EventFile event = new EventFile(file);
        Preview preview = parts.preview(settings)
                .of(parts.routes(settings).route(name).previewed(), event.contentType(), event.body());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        preview.warnings().forEach(warning -> err.println("warning: " + Printable.of(warning)));
        preview.faults().forEach(fault -> err.println(Printable.of(fault.toString())));
        if (preview.skipped() != null) {
            out.println("skipped: " + Printable.of(preview.skipped()));
        } else if (preview.request() != null) {
            out.println(Printable.tree(JSON.valueToTree(preview.request().withoutSecrets())));
        }
        out.flush();
        err.flush();
        return preview.faults().isEmpty() ? 0 : 1;
    }
}
