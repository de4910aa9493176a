package se.salesbyte.bridge.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;

/** {@code bin/bridge} as an operator runs it. */
class LauncherIT {
    private static final String VERSION = "SalesByte Bridge [0-9.]+\\R";

    @TempDir
    Path folder;

    private BridgeHome home;

    @BeforeEach
    void home() {
        home = new BridgeHome(folder);
    }

    @Test
    void startsFromTheArchiveTakesAnEventAndEndsInOrder() throws IOException {
        Path classes = folder.resolve("classes.log");
        try (BridgeProcess bridge =
                BridgeProcess.launched(home, Map.of("BRIDGE_JAVA_OPTS", "-Xlog:class+load:file=" + classes), "run")) {
            assertThat(bridge.awaitRunning()).as(bridge.output()).isTrue();
            BridgeClient client = new BridgeClient(home);
            String id = client.postForm("sandbox", "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}")
                    .leadId();
            client.awaitState(id, "delivered");
            assertThat(bridge.terminate().exitCode()).isZero();
            assertThat(bridge.output()).doesNotContain("[warning]", "WARN");
        }
        assertThat(Files.readString(classes))
                .containsPattern("se\\.salesbyte\\.bridge\\.Bridge source: shared objects file \\(top\\)");
    }

    @Test
    void leavesTheArchiveOfAnotherJarAside() throws IOException {
        release(Files.readAllBytes(ArchiveClasses.ARCHIVE)); // the jar is a copy, in another place
        assertThat(run(folder.resolve("bin/bridge"), Map.of())).matches(VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no archive"})
    void leavesABrokenArchiveAside(String content) throws IOException {
        release(content.getBytes(UTF_8));
        assertThat(run(folder.resolve("bin/bridge"), Map.of())).matches(VERSION);
    }

    @Test
    void isFoundBehindALinkAndKeepsBlanksInArguments() throws IOException {
        Path event = Files.writeString(folder.resolve("an event.json"), "{\"name\":\"Ada\"}");
        Path link = Files.createSymbolicLink(
                folder.resolve("linked"), Path.of("bin/bridge").toAbsolutePath());
        try (BridgeProcess bridge = BridgeProcess.launched(link, home, Map.of(), "preview", "form", event.toString())) {
            assertThat(bridge.exitCode()).as(bridge.output()).isZero();
            assertThat(bridge.output()).contains("\"customer_name\" : \"Ada\"");
        }
    }

    @Test
    void takesOtherOptionsOfTheJvmAndAnotherCollector() throws IOException {
        Map<String, String> options =
                Map.of("JAVA_OPTS", "-Xmx100m", "BRIDGE_JAVA_OPTS", "-XX:+UseParallelGC -Xlog:gc+init,gc");
        assertThat(run(BridgeProcess.LAUNCHER, options)).contains("Heap Max Capacity: 100M", "Using Parallel");
    }

    @Test
    void saysThatThereIsNoJava() throws IOException {
        assertThat(refused(Map.of("JAVA_HOME", "", "PATH", folder.toString())))
                .isEqualTo("bridge: there is no java on the PATH: install Java 17 or newer, or set JAVA_HOME\n");
        assertThat(refused(Map.of("JAVA_HOME", folder.toString())))
                .contains("there is no bin/java in JAVA_HOME, " + folder);
    }

    @Test
    void refusesAnOlderJavaByTheFileThatComesWithIt() throws IOException {
        Path java = fakeJava("exit 9");
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"N\"\nJAVA_VERSION=\"1.8.0_402\"\nLIBC=\"gnu\"\n");
        assertThat(refused(Map.of("JAVA_HOME", folder.toString())))
                .isEqualTo("bridge: " + java + " is Java 1.8.0_402: install Java 17 or newer, or set JAVA_HOME\n");
    }

    @Test
    void refusesAnOlderJavaByItsOwnWord() throws IOException {
        fakeJava("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        assertThat(refused(Map.of("JAVA_HOME", folder.toString()))).contains("is Java 11.0.2: install");
    }

    @Test
    void saysThatThereIsNoJar() throws IOException {
        Path launcher = copyLauncher();
        try (BridgeProcess bridge = BridgeProcess.launched(launcher, home, Map.of(), "--version")) {
            assertThat(bridge.exitCode()).isOne();
            assertThat(bridge.output())
                    .contains("there is no salesbyte-bridge.jar", "run mvn -DskipTests package first");
        }
    }

    /** A release in the folder, with such an archive beside its jar. */
    private void release(byte[] archive) throws IOException {
        copyLauncher();
        Files.copy(BridgeProcess.JAR, folder.resolve("salesbyte-bridge.jar"));
        Files.createSymbolicLink(
                folder.resolve("lib"), BridgeProcess.JAR.resolveSibling("lib").toAbsolutePath());
        Files.write(folder.resolve("salesbyte-bridge.jsa"), archive);
    }

    private Path copyLauncher() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        return Files.copy(BridgeProcess.LAUNCHER, folder.resolve("bin/bridge"));
    }

    private Path fakeJava(String script) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Path java = Files.writeString(folder.resolve("bin/java"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(Path launcher, Map<String, String> environment) {
        try (BridgeProcess bridge = BridgeProcess.launched(launcher, home, environment, "--version")) {
            assertThat(bridge.exitCode()).as(bridge.output()).isZero();
            return bridge.output();
        }
    }

    private String refused(Map<String, String> environment) {
        try (BridgeProcess bridge = BridgeProcess.launched(home, environment)) {
            assertThat(bridge.exitCode()).isOne();
            return bridge.output();
        }
    }
}
