package se.salesbyte.bridge.salesbyte.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxPagesTest {
    private final SandboxClient client = new SandboxClient(SandboxConfig.standard(), Clock.systemUTC());

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void escapesAllThatItShows() throws Exception {
        String evil = "<script>alert(1)</script>\"'&";
        client.post(Map.of(
                "customer_name",
                evil,
                "message",
                evil,
                evil,
                evil,
                "salesperson_email",
                List.of(),
                "nested",
                Map.of(evil, List.of(evil))));
        String edit = "/offerter/" + client.sandbox().quotes().get(0).id() + "/redigera";
        for (String path : List.of(edit, "/", "/view/%3Cscript%3E")) {
            HttpResponse<String> page = client.get(path);
            assertThat(page.body()).doesNotContain("<script").doesNotContain("alert(1)</");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; style-src 'sha256-");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(page.headers().firstValue("Referrer-Policy"))
                    .hasValue("same-origin"); // with none a browser says "Origin: null", which the listener refuses
        }
        assertThat(client.get(edit).body()).contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;</h1>");
    }

    @Test
    void listsTheLatestFifty() throws Exception {
        assertThat(client.get("/").body()).contains("No lead has arrived yet");
        for (int i = 1; i <= 51; i++) {
            client.post(Map.of("customer_name", "Customer-" + i + "-"));
        }
        for (String path : List.of("/", "")) {
            assertThat(client.get(path).body())
                    .contains("Customer-51-", "Customer-2-", "nothing here was sent to anyone")
                    .doesNotContain("Customer-1-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/offerter/1/redigera", "/offerter/x/redigera", "/view/nope", "/signed/nope", "/other"})
    void answers404ForUnknownPages(String path) throws Exception {
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }
}
