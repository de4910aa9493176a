package se.salesbyte.bridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.testing.Events.NOON;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.store.Receipt;
import se.salesbyte.bridge.store.RefusedFilter;
import se.salesbyte.bridge.store.RefusedRequest;
import se.salesbyte.bridge.testing.SettableClock;

class QuarantineCallsTest {
    private static final String FIRST = "01JQ0000000000000000000001";
    private static final String SECOND = "01JQ0000000000000000000002";

    @TempDir
    Path folder;

    private Release outcome = Release.refused("signature rejected");
    private ApiServer api;

    @BeforeEach
    void start() {
        api = new ApiServer(
                folder, new SettableClock(NOON), (request, by) -> completedFuture(outcome), EraseElsewhere.NOWHERE);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void listsAndShowsRefusedRequests() throws Exception {
        refuse(FIRST, "{\"name\":\"Ada\",\"token\":\"abc\"}".getBytes(UTF_8));
        refuse(SECOND, null);
        String list = get("/api/quarantine?limit=1").body();
        assertThat(list).contains("\"id\":\"" + SECOND + "\"", "\"releasable\":false", "\"next\":\"" + SECOND + "\"");
        assertThat(get("/api/quarantine?limit=1&cursor=" + SECOND).body()).contains(FIRST);
        assertThat(get("/api/quarantine?source=hubspot").body()).contains("\"refused\":[]");
        assertThat(get("/api/quarantine/" + FIRST).body())
                .contains("\"X-Signature\":[\"v1\"]", "\"name\":\"Ada\"", "\"token\":\"***\"")
                .doesNotContain("abc");
        assertThat(get("/api/quarantine/nosuch").statusCode()).isEqualTo(404);
    }

    @Test
    void releasesWhatPasses() throws Exception {
        refuse(FIRST, new byte[] {'{', '}'});
        outcome = Release.released(List.of(new Receipt("lead-1", false), new Receipt("lead-2", true)));
        HttpResponse<String> answer = api.call("POST", "/api/quarantine/" + FIRST + "/release");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"id\":\"lead-1\"",
                        "\"status\":\"accepted\"",
                        "\"id\":\"lead-2\"",
                        "\"status\":\"duplicate\"");
    }

    @Test
    void saysWhyOneIsNotReleased() throws Exception {
        refuse(FIRST, new byte[] {'{', '}'});
        refuse(SECOND, null);
        HttpResponse<String> still = api.call("POST", "/api/quarantine/" + FIRST + "/release");
        assertThat(still.statusCode()).isEqualTo(409);
        assertThat(still.body()).contains("signature rejected");
        HttpResponse<String> bodyless = api.call("POST", "/api/quarantine/" + SECOND + "/release");
        assertThat(bodyless.statusCode()).isEqualTo(409);
        assertThat(bodyless.body()).contains("body was not kept");
        assertThat(api.call("POST", "/api/quarantine/nosuch/release").statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesWhatAPageOfAnotherSiteSends() throws Exception {
        assertThat(api.call("DELETE", "/api/leads?email=ada@example.com", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.call("DELETE", "/api/leads?email=ada@example.com", "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return api.call("GET", path);
    }

    private void refuse(String id, byte @Nullable [] body) {
        api.store()
                .quarantine()
                .keep(new RefusedRequest(
                        id,
                        "form",
                        NOON,
                        401,
                        "token rejected",
                        "POST",
                        "/webhooks/form",
                        Map.of("X-Signature", List.of("v1")),
                        "application/json",
                        body));
        await().until(() -> !api.store().queries().refused(new RefusedFilter(null, null, 9)).stream()
                .filter(row -> row.id().equals(id))
                .toList()
                .isEmpty());
    }
}
