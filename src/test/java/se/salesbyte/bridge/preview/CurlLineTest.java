package se.salesbyte.bridge.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.source.Preset;
import se.salesbyte.bridge.source.Providers;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.verification.CannotSignException;
import se.salesbyte.bridge.verification.Values;
import se.salesbyte.bridge.verification.WebhookRequest;

/** The line is given to a shell, and what arrives is verified as the provider's own request would be. */
class CurlLineTest {
    private final BlockingQueue<WebhookRequest> arrived = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private HttpServer server;
    private URI address;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/any");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        arrived.add(WebhookRequest.of(
                exchange.getRequestMethod(),
                address.resolve(exchange.getRequestURI()).toString(),
                exchange.getRequestHeaders(),
                body));
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    static List<String> providers() {
        return Providers.withFixture();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void postsWhatTheProvidersSchemeAccepts(String name) throws Exception {
        Fixture fixture = Fixture.named(name);
        Preset preset = Providers.named(name);
        EventFile file = file(fixture);
        run(line(preset, fixture.secret()).posting(file, file.path(), fixture.now(), "msg_1"));
        WebhookRequest request = arrived.take();
        assertThat(request.body()).isEqualTo(fixture.body());
        assertThat(preset.scheme()
                        .verify(withFields(request, fixture), List.of(fixture.secret()), fixture.now())
                        .verified())
                .isTrue();
    }

    @Test
    void saysThatTheFileMustCarryATokenThatStandsInTheBody() throws IOException {
        Fixture fixture = Fixture.named("google-ads-lead-form");
        CurlLine line = line(Providers.named(fixture.name()), "sandbox");
        EventFile file = file(fixture);
        assertThatThrownBy(() -> line.posting(file, file.path(), fixture.now(), ""))
                .isInstanceOf(CannotSignException.class)
                .hasMessage("the token of this source stands in the body, which is sent as it is: write the source's"
                        + " secret there as google_key");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Fixture fixture = Fixture.named("typeform");
        CurlLine line = line(Providers.named("typeform"), "");
        EventFile file = file(fixture);
        assertThatThrownBy(() -> line.posting(file, file.path(), fixture.now(), ""))
                .hasMessage("there is nothing to sign with: set any.secret");
    }

    /** By where its token stands: a bearer, a basic and another header, a parameter. */
    @ParameterizedTest
    @CsvSource({
        "form, Authorization: Bearer <any.secret>",
        "pipedrive, Authorization: Basic <base64 of any.secret>",
        "gravity-forms, X-Api-Key: <any.secret>",
        "jotform, /webhooks/any?token=<any.secret>"
    })
    void leavesOutASecretThatWouldStandInIt(String name, String instead) throws IOException {
        Fixture fixture = Fixture.named(name);
        EventFile file = file(fixture);
        String secret = "geheim:42";
        String line = hiding(name, secret).posting(file, Path.of("routes/x.json"), fixture.now(), "");
        assertThat(line)
                .startsWith("curl --data-binary '@routes/x.json'")
                .contains(instead)
                .doesNotContain("geheim", "Z2VoZWlt", folder.toString());
        assertThat(line(Providers.named(name), secret).posting(file, file.path(), fixture.now(), ""))
                .as("as it would be with the secret")
                .containsPattern("geheim|Z2VoZWlt");
    }

    @Test
    void signsAllTheSameWhereTheSecretStandsNowhere() throws Exception {
        Fixture fixture = Fixture.named("typeform");
        EventFile file = file(fixture);
        run(hiding("typeform", fixture.secret()).posting(file, file.path(), fixture.now(), ""));
        assertThat(Providers.named("typeform")
                        .scheme()
                        .verify(arrived.take(), List.of(fixture.secret()), fixture.now())
                        .verified())
                .isTrue();
    }

    private CurlLine hiding(String name, String secret) {
        Source source = new Source("any", Providers.named(name), Secrets.of(secret));
        return new CurlLine(source, address, address.toString(), false);
    }

    private CurlLine line(Preset preset, String secret) {
        return new CurlLine(new Source("any", preset, Secrets.of(secret)), address, address.toString(), true);
    }

    private EventFile file(Fixture fixture) throws IOException {
        String type = fixture.header("Content-Type");
        String ending = type.startsWith("multipart") ? "multipart" : type.contains("form") ? "form" : "json";
        Path file = folder.resolve("it's an event." + (type.startsWith("text/xml") ? "xml" : ending));
        return new EventFile(Files.write(file, fixture.body()));
    }

    private static WebhookRequest withFields(WebhookRequest request, Fixture fixture) {
        Values fields = Values.ofFields(fixture::tree);
        return new WebhookRequest(
                request.method(), request.url(), request.headers(), request.query(), fields, request.body());
    }

    private static void run(String line) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", line + " --silent --show-error --noproxy '*'")
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
    }
}
