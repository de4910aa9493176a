package se.salesbyte.bridge.cli;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.camel.SourceRoute;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.verification.Credentials;
import se.salesbyte.bridge.verification.WebhookRequest;

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
        Source source = source(settings);
        PrintWriter out = spec.commandLine().getOut();
        out.println(curl(settings, source, secret(source)));
        out.flush();
        return 0;
    }

    private Source source(Settings settings) {
        List<Source> sources = parts.routes(settings).sources().stream()
                .map(SourceRoute::source)
                .toList();
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("routes/ has no source \"" + name + "\": use one of "
                        + sources.stream().map(Source::name).toList()));
    }

    private static String secret(Source source) {
        return source.secrets().accepted().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is nothing to sign with: set " + source.name() + ".secret"));
    }

    private String curl(Settings settings, Source source, String secret) {
        EventFile event = new EventFile(file);
        String path = "/webhooks/" + source.name();
        String local = settings.publicListener().address(path).toString();
        String signedUrl = settings.intake().publicUrl().map(url -> url + path).orElse(local);
        WebhookRequest request = WebhookRequest.of("POST", signedUrl, Map.of(), event.body());
        Credentials credentials = source.preset()
                .scheme()
                .sign(
                        request,
                        secret,
                        parts.clock().instant(),
                        UlidCreator.getUlid().toString());
        String query = credentials.addTo(request).url().substring(signedUrl.length());
        StringBuilder curl = new StringBuilder("curl --data-binary ").append(quoted("@" + file));
        curl.append(" -H ").append(quoted("Content-Type: " + event.contentType()));
        credentials.headers().forEach((header, value) -> curl.append(" -H ").append(quoted(header + ": " + value)));
        return curl.append(' ').append(quoted(local + query)).toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
