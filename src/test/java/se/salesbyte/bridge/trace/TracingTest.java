package se.salesbyte.bridge.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** What a collector of traces is sent of a lead's way, by OpenTelemetry's protocol over HTTP. */
@SuppressWarnings("NullAway.Init")
class TracingTest {
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String DELAY = "otel.bsp.schedule.delay";
    private static final String SENDER = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> callbacks = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void collect() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            spans.addAll(read(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.createContext("/callback", exchange -> {
            callbacks.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        collector.start();
        System.setProperty(ENDPOINT, url(""));
        System.setProperty(DELAY, "100");
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT);
        System.clearProperty(DELAY);
        collector.stop(0);
        salesByte.close();
    }

    @Test
    void tellsALeadsWayFromTheWebhookToTheCallbackAlsoOverARetry(@TempDir Path folder) {
        salesByte.answers(503, "");
        BridgeHome home = home(folder).set("bridge.tracing", "otlp").set("bridge.retry.schedule", "1s,1s");
        String id;
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"))) {
            BridgeClient client = bridge.client();
            id = client.post(
                            "/webhooks/form?token=form-token",
                            "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}",
                            "Content-Type",
                            "application/json",
                            "traceparent",
                            "00-" + SENDER + "-00f067aa0ba902b7-01")
                    .leadId();
            client.awaitState(id, "retrying");
            bridge.advance(Duration.ofSeconds(2));
            client.awaitState(id, "delivered");
            await().until(() -> callbacks.size() == 1);
            await().until(() -> spans.stream().anyMatch(span -> span.getName().equals("message callback")));
        }
        String trace = LeadTraceIds.rootOf(id).getTraceId();
        Span webhook = one("POST /webhooks/form");
        assertThat(hex(webhook.getTraceId())).isEqualTo(SENDER);
        assertThat(hex(webhook.getParentSpanId())).isEqualTo("00f067aa0ba902b7");
        assertThat(webhook.getLinksList())
                .extracting(link -> hex(link.getTraceId()))
                .containsExactly(trace);

        Span lead = one("lead form");
        assertThat(hex(lead.getTraceId())).isEqualTo(trace);
        assertThat(lead.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(lead.getLinksList()).extracting(Span.Link::getSpanId).containsExactly(webhook.getSpanId());

        List<Span> attempts = all("attempt");
        assertThat(attempts)
                .hasSize(2)
                .allMatch(span -> span.getParentSpanId().equals(lead.getSpanId()))
                .extracting(span -> span.getStatus().getCode())
                .containsExactly(Status.StatusCode.STATUS_CODE_ERROR, Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(all("POST create_brandawareness"))
                .extracting(Span::getParentSpanId)
                .containsExactlyElementsOf(
                        attempts.stream().map(Span::getSpanId).toList());
        assertThat(hex(one("message callback").getTraceId())).isEqualTo(trace);
        assertThat(callbacks).containsExactly("00-" + trace + "-" + hex(lead.getSpanId()) + "-01");
        assertThat(salesByte.received().get(0).headers().keySet())
                .noneMatch(header -> header.equalsIgnoreCase("traceparent"));
        assertThat(spans.toString()).doesNotContain("Ada").doesNotContain("example.com");
    }

    @Test
    void sendsNothingUnlessTold(@TempDir Path folder) {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home(folder), Instant.parse("2026-11-20T09:15:00Z"))) {
            String id =
                    bridge.client().postForm("form-token", "{\"name\":\"Ada\"}").leadId();
            bridge.client().awaitState(id, "delivered");
            await().until(() -> callbacks.size() == 1);
        }
        assertThat(callbacks).containsExactly("null");
        assertThat(spans).isEmpty();
    }

    private BridgeHome home(Path folder) {
        return new BridgeHome(folder).live(salesByte.url()).set("bridge.callback.url", url("/callback"));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + collector.getAddress().getPort() + path;
    }

    private Span one(String name) {
        assertThat(all(name)).hasSize(1);
        return all(name).get(0);
    }

    private List<Span> all(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static List<Span> read(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .toList();
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }
}
