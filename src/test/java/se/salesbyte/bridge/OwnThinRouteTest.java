package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedProvider;

/** Records fetched in a route of one's own. */
class OwnThinRouteTest extends ThinEvents {
    @Test
    void fetchesInARouteOfOnesOwnAsThePageShows() throws IOException {
        prepareOwn(block("yaml"), block("jsonata"));
        String id = client.post("/webhooks/mycrm?token=own", "{\"data\":{\"personId\":\"a 7\"}}", "Content-Type", JSON)
                .leadId();
        JsonNode delivered = client.awaitState(id, "delivered");

        assertThat(provider.asked().get(0).target()).isEqualTo("/v1/persons/a%207?expand=company");
        assertThat(salesByte.received().get(0).json().getString("customer_name"))
                .isEqualTo("Ada");
        assertThat(delivered.at("/reference/personId").asText()).isEqualTo("a 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            401 | ''   | failed   | no record: the provider answered 401
            404 | ''   | failed   | no record: the provider answered 404
            429 | 30   | retrying | no record yet: the provider answered 429, too many calls
            500 | ''   | retrying | no record yet: the provider answered 500
            """)
    void judgesARouteThatCallsHttpItselfTheSame(int status, String retryAfter, String state, String detail)
            throws IOException {
        String fetch = block("yaml");
        prepareOwn(
                fetch.replace("uri: lead:fetch", "uri: \"{{mycrm.api-url}}\"")
                        .replaceFirst("(?s)url: \"\\{\\{mycrm.api-url.*?\\n {8}- t", "httpMethod: GET\n        - t"),
                block("jsonata"));
        provider.answers(
                status, TOKEN, retryAfter.isEmpty() ? new String[0] : new String[] {"retry-after", retryAfter});
        String id = client.post("/webhooks/mycrm?token=own", "{\"data\":{\"personId\":7}}", "Content-Type", JSON)
                .leadId();
        JsonNode lead = client.awaitState(id, state);

        assertThat(lead.at("/attempts/0/detail").asText()).startsWith(detail);
        assertThat(lead.toString()).doesNotContain(TOKEN);
    }

    /** A bridge with a route as the page shows one. */
    private void prepareOwn(String route, String mapping) throws IOException {
        provider = ScriptedProvider.with("{\"name\":\"Ada\",\"email\":\"ada@example.com\"}");
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("mycrm.secret", "own")
                .set("mycrm.api-url", provider.url())
                .set("mycrm.token", TOKEN);
        Files.writeString(folder.resolve("routes/sources/mycrm.camel.yaml"), route);
        Files.writeString(folder.resolve("routes/mappings/mycrm.jsonata"), mapping);
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        client = bridge.client();
    }

    private static String block(String language) throws IOException {
        String page = Files.readString(Path.of("src/main/docs/thin-events.md"));
        String opened = "```" + language + "\n";
        int from = page.indexOf(opened) + opened.length();
        return page.substring(from, page.indexOf("```", from));
    }
}
