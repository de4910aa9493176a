package se.salesbyte.bridge.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;

/**
 * Makes the archive of classes beside the packaged jar, as a step of the build: a bridge starts, takes an event of each
 * kind, delivers it to the sandbox, answers its operator, and stops; what it loaded meanwhile is archived.
 */
public final class ArchiveClasses {
    /** As {@code bin/bridge} looks for it. */
    static final Path ARCHIVE = BridgeProcess.JAR.resolveSibling("salesbyte-bridge.jsa");

    /** One for each way of signing and format of a body; a further provider brings no classes of its own. */
    private static final List<String> SOURCES =
            List.of("elementor", "form", "hubspot-workflow", "jotform", "netlify", "standard-webhooks", "typeform");

    private static final List<String> OPERATORS_LOOK = List.of(
            "/api/leads", "/api/stats", "/api/sources", "/api/openapi.yaml", "/observe/health", "/observe/metrics");

    private ArchiveClasses() {}

    /** Ends with 1 and says why if there is no archive then. */
    public static void main(String[] args) throws IOException {
        Files.deleteIfExists(ARCHIVE);
        Path folder = Files.createDirectories(ARCHIVE.resolveSibling("archive-home"));
        delete(folder.resolve("data"));
        BridgeHome home = new BridgeHome(folder);
        String dump = "-XX:ArchiveClassesAtExit=" + ARCHIVE.toAbsolutePath();
        try (BridgeProcess bridge =
                BridgeProcess.launched(home, Map.of("BRIDGE_JAVA_OPTS", dump + " -Xlog:cds*=off", "JAVA_OPTS", ""))) {
            try {
                exercise(bridge, home);
            } catch (RuntimeException | Error e) {
                throw new IllegalStateException("the bridge did not work on its training run:\n" + bridge.output(), e);
            }
            int exitCode = bridge.terminate().exitCode();
            if (exitCode != 0 || !Files.exists(ARCHIVE)) {
                throw new IllegalStateException("the training run made no " + ARCHIVE + " and ended with " + exitCode
                        + ":\n" + bridge.output());
            }
        }
    }

    private static void exercise(BridgeProcess bridge, BridgeHome home) throws IOException {
        if (!bridge.awaitRunning()) {
            throw new IllegalStateException("it did not start");
        }
        BridgeClient client = new BridgeClient(home);
        for (String source : SOURCES) {
            String lead = SandboxEvent.of(
                            source, new EventFile(aLeadIn(home.folder().resolve("routes/examples/" + source))))
                    .postTo(client, home.webhooks())
                    .leadId();
            client.awaitState(lead, "delivered");
        }
        OPERATORS_LOOK.forEach(client::manage);
    }

    /** The first example that is delivered: some are skipped on purpose. */
    private static Path aLeadIn(Path examples) throws IOException {
        for (Path event : sorted(examples)) {
            String name = event.getFileName().toString();
            int end = name.indexOf(".event.");
            if (end > 0
                    && !Files.readString(examples.resolve(name.substring(0, end) + ".lead.json"))
                            .contains("\"skip\"")) {
                return event;
            }
        }
        throw new IllegalStateException("no example of a lead in " + examples);
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path file : sorted(folder)) {
                Files.delete(file);
            }
        }
    }
}
