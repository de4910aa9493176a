package se.salesbyte.bridge.cli;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.preview.CurlLine;
import se.salesbyte.bridge.source.Source;

/** {@code sign <source> <file>}: a ready curl line, correctly signed. */
@Command(name = "sign", description = "Print a curl line that posts a file to a source, correctly signed.")
final class Sign implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<source>", description = "As in /webhooks/<source>.")
    private String name;

    @Parameters(
            index = "1",
            paramLabel = "<file>",
            description = "The body: a .json, .form, .multipart, .xml or .jwt file.")
    private Path file;

    private final Parts parts;

    Sign(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        Settings settings = LoadSettings.ofThisProcess();
        Source source = parts.routes(settings).route(name).source();
        String id = UlidCreator.getUlid().toString();
        String curl = curlLine(settings, source)
                .posting(new EventFile(file), file, parts.clock().instant(), id);
        PrintWriter out = spec.commandLine().getOut();
        out.println(curl);
        out.flush();
        return 0;
    }

    private CurlLine curlLine(Settings settings, Source source) {
        String path = "/webhooks/" + source.name();
        URI local = settings.publicListener().address(path);
        String signed = settings.intake().publicUrl().map(url -> url + path).orElseGet(local::toString);
        return new CurlLine(source, local, signed, true);
    }
}
