package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who gets at the console, and what a page of another site can do with it. */
class AccessTest {
    private static final String PASSWORD = "correct horse";
    private static final String POST_A_FORM =
            """
            action => {
              const form = document.createElement("form");
              form.method = "post";
              form.enctype = "text/plain";
              form.action = action;
              document.body.append(form);
              form.submit();
            }""";

    @RegisterExtension
    final Browser browser = new Browser();

    @TempDir
    Path folder;

    @Test
    void asksForThePassword() {
        try (SandboxBridge locked =
                new SandboxBridge(folder, Clock.systemUTC(), Map.of("bridge.console.password", PASSWORD))) {
            for (String path : List.of("/", "/leads", "/console/app.js", "/api/leads", "/api/events")) {
                assertThat(locked.client().manage(path).status()).as(path).isEqualTo(401);
            }
            Visit visit = browser.open(Visitor.AT_A_DESK.knowing(PASSWORD), locked.management(), "/leads");
            assertThat(visit.page().getByRole(AriaRole.MAIN)).isVisible();
        }
    }

    @Test
    void allowsNothingInlineAndNothingFromElsewhere() {
        Page page = browser.open("/").page();
        Response answer = page.reload();
        List<String> policy =
                List.of(answer.headerValue("content-security-policy").split("; *"));
        assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'");
        assertThat(policy).noneMatch(part -> part.matches(".*(unsafe-|\\*|data:|https?:).*"));
    }

    @Test
    void refusesWhatAPageOfAnotherSiteSends() throws IOException {
        LivedInBridge bridge = browser.bridge();
        String lead = bridge.postRejected("Anfallen Lindgren");
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", request -> request.sendResponseHeaders(204, -1));
        elsewhere.createContext("/page", AccessTest::anEmptyPage);
        elsewhere.start();
        try {
            String site = "http://127.0.0.1:" + elsewhere.getAddress().getPort();
            Page page = browser.open(Visitor.AT_A_DESK, site, "/page")
                    .expecting("403")
                    .page();
            String replay = bridge.management() + "/api/leads/" + lead + "/replay";
            Response answer = page.waitForResponse(replay, () -> page.evaluate(POST_A_FORM, replay));
            assertThat(answer.status()).isEqualTo(403);
        } finally {
            elsewhere.stop(0);
        }
        assertThat(bridge.bridge().client().lead(lead).path("state").asText()).isEqualTo("failed");
    }

    private static void anEmptyPage(HttpExchange request) throws IOException {
        request.getResponseHeaders().set("Content-Type", "text/html");
        request.sendResponseHeaders(200, -1);
        request.close();
    }
}
