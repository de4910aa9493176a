package se.salesbyte.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.config.LogFormat;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;

/** Lines of the log, for people and for programs, and the lead that each of them is about. */
class LogTest {
    private static final String LEAD = "01KABCDEFGHJKMNPQRSTVWXYZ0";

    @Test
    void aLineOfTextNamesTheLeadOfItsThreadOnce() {
        String log = logged(LogFormat.TEXT, LEAD);
        assertThat(log.lines().toList().get(0)).endsWith("WARN  Test - plain lead=" + LEAD + " source=form");
        assertThat(log.lines().toList().get(1)).endsWith("WARN  Test - named. lead=other try=2 source=form");
    }

    @Test
    void aLineWithoutALeadIsAsItWas() {
        assertThat(logged(LogFormat.TEXT, null).lines().toList().get(0)).endsWith("WARN  Test - plain");
    }

    @Test
    void aLineOfJsonIsOneObjectWithTheFieldsThatItNames() throws IOException {
        List<String> lines = logged(LogFormat.JSON, null).lines().toList();
        assertThat(lines).hasSize(3);
        JsonNode plain = json(lines.get(0));
        assertThat(plain.path("message").asText()).isEqualTo("plain");
        assertThat(plain.path("level").asText()).isEqualTo("WARN");
        assertThat(plain.path("logger").asText()).isEqualTo("Test");
        assertThat(Instant.parse(plain.path("@timestamp").asText().replaceAll("[+-]\\d\\d:\\d\\d$", "Z")))
                .isAfter(Instant.EPOCH);
        JsonNode named = json(lines.get(1));
        assertThat(named.path("message").asText()).isEqualTo("named. lead=other try=2");
        assertThat(named.path("lead").asText()).isEqualTo("other");
        assertThat(named.path("try").isNumber()).isTrue();
        assertThat(json(lines.get(2)).path("stack_trace").asText())
                .startsWith("java.lang.IllegalStateException: \"two\nlines\"")
                .contains("at se.salesbyte.bridge.LogTest");
    }

    @Test
    void aLineOfJsonHasTheLeadOfItsThread() throws IOException {
        List<String> lines = logged(LogFormat.JSON, LEAD).lines().toList();
        assertThat(json(lines.get(0)).path("lead").asText()).isEqualTo(LEAD);
        assertThat(lines.get(1).split("\"lead\":", -1)).as("no field twice").hasSize(2);
    }

    @Test
    void eachLineOfARouteHasItsLeadAlsoOnCamelsThreads(@TempDir Path folder) throws IOException {
        BridgeHome home = new BridgeHome(folder);
        Path route = folder.resolve("routes/sources/form.camel.yaml");
        String steps = "      steps:\n";
        String written = Files.readString(route);
        assertThat(written).contains(steps);
        Files.writeString(
                route,
                written.replace(
                                steps,
                                steps
                                        + """
                                        - log: {id: form-first, message: first}
                                        - wireTap: {id: form-tap, uri: direct:tapped}
                                        - threads: {id: form-threads}
                                        - log: {id: form-second, message: second}
                                """)
                        + """

                        - route:
                            id: tapped
                            from:
                              uri: direct:tapped
                              steps:
                                - log: {id: tapped-log, message: tapped}
                        """);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(lines);
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"))) {
            String id =
                    bridge.client().postForm("sandbox", "{\"name\":\"Ada\"}").leadId();
            bridge.client().awaitState(id, "delivered");
            Map<String, String> expected = Map.of("lead", id, "source", "form");
            for (String message : List.of("first", "second", "tapped")) {
                await().untilAsserted(() -> assertThat(List.copyOf(lines.list))
                        .filteredOn(line -> line.getFormattedMessage().equals(message))
                        .extracting(ILoggingEvent::getMDCPropertyMap)
                        .containsExactly(expected));
            }
        } finally {
            root.detachAppender(lines);
        }
        assertThat(lines.list)
                .filteredOn(line -> line.getFormattedMessage().equals("second"))
                .extracting(ILoggingEvent::getThreadName)
                .allMatch(thread -> !thread.startsWith("lead-"));
    }

    /** What three lines come out as. */
    private static String logged(LogFormat format, @Nullable String lead) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(written, true, UTF_8));
        LoggerContext log = new LoggerContext();
        LogbackMDCAdapter thread = new LogbackMDCAdapter();
        log.setMDCAdapter(thread);
        try {
            new LogToConsole().configure(log);
            LogToConsole.in(format, log);
            if (lead != null) {
                thread.put("lead", lead);
                thread.put("source", "form");
            }
            Logger logger = log.getLogger("Test");
            logger.warn("plain");
            logger.warn("named. lead={} try={}", "other", 2);
            logger.warn("broken", new IllegalStateException("\"two\nlines\""));
        } finally {
            log.stop();
            System.setOut(out);
        }
        return written.toString(UTF_8);
    }

    private static JsonNode json(String line) throws IOException {
        return JsonMapper.builder().build().readTree(line);
    }
}
