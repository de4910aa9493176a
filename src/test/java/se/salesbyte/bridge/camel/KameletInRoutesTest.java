package se.salesbyte.bridge.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.salesbyte.bridge.notification.SignByStandardWebhooks;
import se.salesbyte.bridge.source.Presets;

/** Routes that use a Kamelet come and go as others do, and take what Camel made of the Kamelet with them. */
class KameletInRoutesTest {
    private static final String ROUTE =
            """
            - route:
                id: tell-crm
                from:
                  uri: direct:tell-crm
                  steps:
                    - choice:
                        when:
                          - simple: "${body} != null"
                            steps:
                              - to:
                                  uri: kamelet:standard-webhooks-sign-action
                                  parameters:
                                    secret: "first secret"
            """;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void prepare() {
        RouteEngine.prepare(context, Presets.SHIPPED, key -> Optional.empty(), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void isReplacedWhileItRuns() throws Exception {
        context.start();
        LoadedFile first = LoadedFile.load(context, text(ROUTE));
        assertThat(secretOf("tell-crm")).isEqualTo("first secret");
        first.unload();
        assertThat(context.getRoutes()).isEmpty();
        assertThat(context.getRouteDefinitions()).isEmpty();

        LoadedFile second = LoadedFile.load(context, text(ROUTE.replace("first", "second")));

        assertThat(second.ids()).containsExactly("tell-crm");
        assertThat(secretOf("tell-crm")).isEqualTo("second secret");
        second.unload();
        assertThat(context.getRoutes()).isEmpty();
    }

    @Test
    void isReplacedAfterItCameWithTheStart() throws Exception {
        LoadedFile first = LoadedFile.load(context, text(ROUTE));
        context.start();
        assertThat(secretOf("tell-crm")).isEqualTo("first secret");
        first.unload();
        assertThat(context.getRoutes()).isEmpty();

        LoadedFile.load(context, text(ROUTE.replace("first", "second")));

        assertThat(secretOf("tell-crm")).isEqualTo("second secret");
    }

    @Test
    void leavesTheKameletToAnotherFileThatUsesItTheSameWay() throws Exception {
        context.start();
        LoadedFile first = LoadedFile.load(context, text(ROUTE));
        LoadedFile other = LoadedFile.load(context, text(ROUTE.replace("tell-crm", "tell-shop")));
        assertThat(secretOf("tell-shop")).isEqualTo("first secret");
        first.unload();
        assertThat(secretOf("tell-shop")).isEqualTo("first secret");

        first = LoadedFile.load(context, text(ROUTE));
        assertThat(secretOf("tell-crm")).isEqualTo("first secret");
        other.unload();
        assertThat(secretOf("tell-crm")).isEqualTo("first secret");
        first.unload();
        assertThat(context.getRoutes()).isEmpty();
        LoadedFile.load(context, text(ROUTE));
        assertThat(secretOf("tell-crm")).isEqualTo("first secret");
    }

    /** The secret that a route signs with. */
    private String secretOf(String route) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Message signed = template.request("direct:" + route, exchange -> {
                        exchange.getMessage().setBody("{}");
                        exchange.getMessage().setHeader("webhook-id", "1");
                    })
                    .getMessage();
            Instant at = Instant.ofEpochSecond(signed.getHeader("webhook-timestamp", Long.class));
            SignByStandardWebhooks then = new SignByStandardWebhooks(Clock.fixed(at, ZoneOffset.UTC));
            return Stream.of("first secret", "second secret")
                    .filter(secret -> then.headers("1", "{}".getBytes(UTF_8), secret)
                            .containsValue(signed.getHeader("webhook-signature", String.class)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static RouteText text(String routes) {
        return new RouteText(
                "routes/tell-crm.camel.yaml",
                Path.of("routes/tell-crm.camel.yaml").toAbsolutePath(),
                routes);
    }
}
