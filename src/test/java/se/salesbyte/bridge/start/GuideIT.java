package se.salesbyte.bridge.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.Recipe;

/**
 * The guide's first source, from top to bottom as it stands there: a block behind a line with a file's name goes into that file, the
 * lines of the others are given to the shell. {@code mvn package} has been done when this runs; {@code bin/bridge run} goes on
 * until the end.
 */
class GuideIT {

    @TempDir
    Path folder;

    private final StringBuilder said = new StringBuilder();

    @Test
    void leadsFromAnEventToADeliveredLead() throws IOException, InterruptedException {
        BridgeHome home = new BridgeHome(folder);
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/bridge"), BridgeProcess.LAUNCHER.toAbsolutePath());
        try (BridgeProcess bridge = BridgeProcess.running(home)) {
            for (Recipe step : Recipe.of("integrators-guide.md")) {
                for (Recipe.Block block : step.blocks()) {
                    follow(block, home);
                }
            }
            assertThat(said)
                    .contains("intresserad av in svar", "All well: 50 sources", "\"customer_phone\" : \"+46701740605\"")
                    .contains("\"status\":\"accepted\"", "delivered", "Karin Exempel");
            assertThat(bridge.output()).doesNotContain("karin@example.com");
            assertThat(bridge.output().lines().filter(line -> line.contains("ERROR")))
                    .as("but for a mapping that was saved a moment before its example")
                    .allMatch(line -> line.contains("A changed file is refused"));
        }
    }

    private void follow(Recipe.Block block, BridgeHome home) throws IOException, InterruptedException {
        if (!block.file().isEmpty()) {
            Path file = folder.resolve(block.file());
            Files.createDirectories(file.getParent());
            Files.writeString(file, block.text());
            return;
        }
        assertThat(block.kind()).as(block.text()).isEqualTo("sh");
        for (String line : block.text().lines().toList()) {
            if (line.startsWith("bin/bridge sign")) {
                awaitTakenOver(home);
            }
            if (!line.equals("bin/bridge run") && !line.equals("mvn -q -DskipTests package")) {
                said.append(shell(line)).append('\n');
            }
            if (line.startsWith("bin/bridge sign")) {
                new BridgeClient(home).awaitState(lead(home), "delivered");
            }
        }
    }

    /** The files were saved a second or more before, by a hand. */
    private static void awaitTakenOver(BridgeHome home) {
        BridgeClient client = new BridgeClient(home);
        await().until(() -> client.manage("/api/sources/formular-nu").body().contains("intresserad av"));
    }

    private static String lead(BridgeHome home) {
        return new BridgeClient(home)
                .manage("/api/leads?source=formular-nu")
                .json()
                .at("/leads/0/id")
                .asText();
    }

    private String shell(String line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("BRIDGE_HOME");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(line + "\n" + output).isZero();
        return output;
    }
}
