package se.salesbyte.bridge.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.RawHttp;

/** The console serves its own files from the jar; none of the home, and none else of the jar. Needs no browser. */
@SuppressWarnings("NullAway.Init") // one bridge for all
class ServedFilesTest {
    private static SandboxBridge bridge;

    @BeforeAll
    static void start(@TempDir Path folder) {
        bridge = new SandboxBridge(folder, Clock.systemUTC());
        assertThat(folder.resolve("data/sandbox.db")).as("there to be stolen").satisfies(Files::exists);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // of the home
                "/application.properties",
                "/..%2fapplication.properties",
                "/%2e%2e/application.properties",
                "/./application.properties",
                "/console/application.properties",
                "/console/../application.properties",
                "/console/..%2f..%2fapplication.properties",
                "/console/..%5c..%5capplication.properties",
                "/console/%2e%2e%2f%2e%2e%2fapplication.properties",
                "//application.properties",
                "/data/sandbox.db",
                "/console/data/sandbox.db",
                "/routes/salesbyte.camel.yaml",
                "/console/routes/salesbyte.camel.yaml",
                "/routes/sources/form.camel.yaml",
                "/routes/mappings/form.jsonata",
                // of the class path
                "/console/logback.xml",
                "/logback.xml",
                "/console/openapi.yaml",
                "/console/..%2fopenapi.yaml",
                "/console/page/",
                "/console/",
                "/console/ConsolePage.class",
                "/META-INF/MANIFEST.MF",
                "/console/lit-html/package.json",
                "/console/uplot/..%2f..%2f..%2f..%2fse/salesbyte/bridge/console/openapi.yaml",
                "/se/salesbyte/bridge/Bridge.class",
                // of the machine
                "/etc/passwd",
                "/..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd",
                "/console/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
                "/console//etc/passwd",
                "/console/%2fetc%2fpasswd",
                "/console/app.js%00.css",
            })
    void servesNoFileThatIsNotThePages(String path) {
        try (RawHttp http = RawHttp.to(bridge.management())) {
            RawHttp.Answer answer = http.send("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n")
                    .answer();
            assertThat(answer.status()).as(answer.body()).isIn(400, 404);
        }
    }
}
