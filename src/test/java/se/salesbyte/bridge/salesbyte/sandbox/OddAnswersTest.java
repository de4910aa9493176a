package se.salesbyte.bridge.salesbyte.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OddAnswersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T09:30:00Z"), ZoneOffset.UTC);

    private final SandboxClient client = new SandboxClient(SandboxConfig.standard(), CLOCK);

    @AfterEach
    void stop() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                // tag           | status | content type             | body
                "400             | 400 | application/json         | {\"message\":\"Bad Request\"}",
                "401             | 401 | application/json         | {\"message\":\"Unauthenticated.\"}",
                "403             | 403 | application/json         | {\"message\":\"This action is unauthorized.\"}",
                "404             | 404 | application/json         | {\"message\":\"\"}",
                "408             | 408 | -                        | ``",
                "419             | 419 | application/json         | {\"message\":\"CSRF token mismatch.\"}",
                "425             | 425 | -                        | ``",
                "429-bare        | 429 | text/plain; charset=UTF-8 | Too Many Attempts.",
                "500             | 500 | application/json         | {\"message\":\"Server Error\"}",
                "503             | 503 | application/json         | {\"message\":\"Service Unavailable\"}",
                "plain           | 200 | text/plain; charset=UTF-8 | Quote created",
                "empty           | 200 | -                        | ``",
                "204             | 204 | -                        | ``",
                "no-id           | 200 | application/json         | {\"message\":\"Quote created\"}",
                "no-links        | 200 | application/json         | {\"id\":1001}",
                "5000            | 200 | application/json         | -",
                "429-            | 200 | application/json         | -",
                "500-7           | 200 | application/json         | -",
            })
    void answersWhatTheTagAsksFor(String tag, int status, String contentType, String body) throws Exception {
        HttpResponse<String> answer = client.postTagged(tag);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(null)).isEqualTo(contentType);
        if (body != null) {
            assertThat(answer.body()).isEqualTo(body);
        }
    }

    @Test
    void makesAQuoteOnlyWhereItSaysSo() throws Exception {
        for (OddAnswer odd : new OddAnswers(SandboxConfig.standard().slow()).all()) {
            String tag = odd.seconds() == null ? odd.tag() : odd.tag() + "-0";
            String email = "ada+" + tag + "@a.example";
            client.http()
                    .sendAsync(client.tagged(Map.of("customer_email", email)), BodyHandlers.discarding())
                    .handle((answer, cutOff) -> answer)
                    .get(10, TimeUnit.SECONDS);
            assertThat(client.sandbox().countByEmail(email)).as(tag).isEqualTo(odd.creates() ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"403-html", "502", "504", "504-created", "520", "html"})
    void answersLikeAProxyInHtml(String tag) throws Exception {
        HttpResponse<String> answer = client.postTagged(tag);
        assertThat(answer.statusCode()).isEqualTo(tag.equals("html") ? 200 : Integer.parseInt(tag.substring(0, 3)));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=UTF-8");
        assertThat(answer.body()).contains("<html>");
    }

    @ParameterizedTest
    @CsvSource({
        "429,          10, 1769851810",
        "429-120,     120, 1769851920",
        "503,          10,",
        "503-120,     120,",
        "429-date-60, 'Sat, 31 Jan 2026 09:31:00 GMT', 1769851860"
    })
    void asksForAWait(String tag, String retryAfter, String reset) throws Exception {
        HttpResponse<String> answer = client.postTagged(tag);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue(retryAfter);
        assertThat(answer.headers().firstValue("X-RateLimit-Reset").orElse(null))
                .isEqualTo(reset);
    }

    @Test
    void asksForNoWaitWhereItIsBare() throws Exception {
        for (String tag : List.of("429-bare", "503-bare")) {
            assertThat(client.postTagged(tag).headers().map()).doesNotContainKey("retry-after");
        }
    }

    @ParameterizedTest
    @CsvSource({"302, 302, 200", "308, 308, 404"})
    void redirectsToWhereNothingIsCreated(String tag, int status, int there) throws Exception {
        HttpResponse<String> answer = client.postTagged(tag);
        assertThat(answer.statusCode()).isEqualTo(status);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(client.url());
        assertThat(client.send(HttpRequest.newBuilder(URI.create(location)).build())
                        .statusCode())
                .isEqualTo(there);
    }

    @ParameterizedTest
    @CsvSource({
        "404-uuid, No query results for model [App\\Models\\Integration] " + SandboxConfig.UUID,
        "404-profile, No query results for model [App\\Models\\QuoteProfile].",
        "404-salesperson, No query results for model [App\\Models\\User].",
        "404-route, The route integrations/create_brandawareness could not be found."
    })
    void saysWhatItDoesNotFind(String tag, String message) throws Exception {
        HttpResponse<String> answer = client.postTagged(tag);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("message").asText()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422         | /errors/customer_email/0 | The customer email field must be a valid email address.",
                "422         | /message | The customer email field must be a valid email address. (and 1 more error)",
                "422-old     | /message                 | The given data was invalid.",
                "422-bare    | /customer_phone/0        | The customer phone field is required.",
                "422-text    | /errors/customer_email   | The customer email field must be a valid email address.",
                "422-list    | /errors/1                | The customer phone field is required.",
                "422-swedish | /message                 | Fältet e-post måste vara en giltig e-postadress.",
            })
    void refusesTheLeadInEveryShape(String tag, String pointer, String text) throws Exception {
        HttpResponse<String> answer = client.postTagged(tag);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at(pointer).asText()).isEqualTo(text);
    }

    @Test
    void showsATraceInDebugMode() throws Exception {
        JsonNode answer = json(client.postTagged("500-debug"));
        assertThat(answer.path("exception").isTextual()).isTrue();
        assertThat(answer.path("trace").isArray()).isTrue();
    }

    @Test
    void answersSuccessInShapesThatNobodyDocuments() throws Exception {
        assertThat(client.postTagged("201").statusCode()).isEqualTo(201);
        assertThat(json(client.postTagged("text-id")).path("id").isTextual()).isTrue();
        JsonNode links = json(client.postTagged("null-links")).path("links");
        assertThat(links).hasSize(4).allMatch(JsonNode::isNull);
        HttpResponse<String> huge = client.postTagged("huge");
        assertThat(huge.body()).hasSizeGreaterThan(2 * 1024 * 1024);
        assertThat(json(huge).path("id").isIntegralNumber()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"drop-before, 0", "drop-after-create, 1", "cut, 1"})
    void cutsTheConnection(String tag, int quotes) {
        assertThatThrownBy(() -> client.postTagged(tag)).isInstanceOf(IOException.class);
        assertThat(client.sandbox().quotes()).hasSize(quotes);
    }

    @Test
    void answersLateWithoutHoldingUpOthers() throws Exception {
        CompletableFuture<HttpResponse<String>> slow = start("slow-1");
        CompletableFuture<HttpResponse<String>> slower = start("slow-create-1");
        assertThat(client.post(Map.of()).statusCode()).isEqualTo(200);
        assertThat(slow).isNotDone();
        assertThat(slower).isNotDone();
        assertThat(client.sandbox().countByEmail("ada+slow-create-1@a.example")).isZero();
        assertThat(json(slow.get(10, TimeUnit.SECONDS)).path("id").isIntegralNumber())
                .isTrue();
        assertThat(json(slower.get(10, TimeUnit.SECONDS)).path("id").isIntegralNumber())
                .isTrue();
        assertThat(client.sandbox().countByEmail("ada+slow-create-1@a.example")).isOne();
    }

    @Test
    void makesTheQuoteOfASlowCallWhoseCallerHasGone() throws Exception {
        String email = "ada+slow-create-1@a.example";
        HttpRequest impatient = HttpRequest.newBuilder(
                        client.tagged(Map.of("customer_email", email)), (name, value) -> true)
                .timeout(Duration.ofMillis(500))
                .build();
        assertThatThrownBy(() -> client.send(impatient)).isInstanceOf(HttpTimeoutException.class);
        assertThat(client.sandbox().quotes()).isEmpty();
        await().until(() -> client.sandbox().countByEmail(email) == 1);
    }

    @Test
    void answersOddlyAsOftenAsItIsAskedThenAsDocumented() throws Exception {
        for (int round = 0; round < 2; round++) {
            assertThat(client.postTagged("503-5x2").headers().firstValue("Retry-After"))
                    .hasValue("5");
            assertThat(client.postTagged("503-5X2").statusCode()).isEqualTo(503);
            assertThat(client.postTagged("503x2").statusCode()).isEqualTo(503); // another address, counted by itself
            assertThat(client.postTagged("503-5x2").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void readsEveryTagOfAnAddress() throws Exception {
        assertThat(client.postTagged("news+500+unlisted").statusCode()).isEqualTo(500);
        assertThat(client.post(Map.of("customer_email", "ada+a@500.example")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatIsInvalidBeforeItLooksAtTheTag() throws Exception {
        assertThat(client.post(Map.of("customer_email", "ada+500@a.example", "customer_name", " "))
                        .statusCode())
                .isEqualTo(422);
        assertThat(client.post(Map.of("customer_email", "ada+500@a.example", "uuid", "nope"))
                        .statusCode())
                .isEqualTo(404);
    }

    private CompletableFuture<HttpResponse<String>> start(String tag) throws Exception {
        HttpRequest request = client.tagged(Map.of("customer_email", "ada+" + tag + "@a.example"));
        return client.http().sendAsync(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
        return SandboxClient.JSON.readTree(answer.body());
    }
}
