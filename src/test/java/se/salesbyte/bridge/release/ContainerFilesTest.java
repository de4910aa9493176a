package se.salesbyte.bridge.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.salesbyte.CreateLeadField;

/** The examples for Docker and Kubernetes, which nobody could run here: what can be told of them by reading. */
class ContainerFilesTest {
    private static final Path FOLDER = Path.of("src/main/dist");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"docker/compose.yaml", "docker/compose.postgresql.yaml"})
    void composeSetsWhatTheBridgeUnderstands(String file) throws IOException {
        JsonNode bridge = YAML.readTree(Files.readString(FOLDER.resolve(file)))
                .path("services")
                .path("bridge");
        Map<String, String> environment = new TreeMap<>();
        bridge.path("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        Settings settings = load(environment);
        assertThat(settings.managementListener().isLoopback()).isFalse();
        assertThat(Duration.parse("PT" + bridge.path("stop_grace_period").asText()))
                .isGreaterThan(settings.shutdownTimeout());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes/sqlite.yaml", "kubernetes/postgresql.yaml"})
    void kubernetesSetsWhatTheBridgeUnderstands(String file) throws IOException {
        JsonNode pod = workload(file).path("spec").path("template").path("spec");
        JsonNode container = pod.path("containers").path(0);
        Map<String, String> environment = new TreeMap<>();
        container
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        Settings settings = load(environment);
        assertThat(Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asLong()))
                .isGreaterThan(settings.shutdownTimeout());
        assertThat(container.path("livenessProbe").at("/httpGet/path").asText()).isEqualTo("/observe/health/live");
        assertThat(container.path("readinessProbe").at("/httpGet/path").asText())
                .isEqualTo("/observe/health/ready");
        assertThat(container.path("ports").findValuesAsText("containerPort"))
                .containsExactly(
                        String.valueOf(settings.publicListener().port()),
                        String.valueOf(settings.managementListener().port()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes/sqlite.yaml", "kubernetes/postgresql.yaml"})
    void kubernetesFindsThePodsOfItsOwn(String file) throws IOException {
        JsonNode workload = workload(file);
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        assertThat(workload.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(documents(file))
                .filteredOn(document -> document.path("kind").asText().equals("Service"))
                .singleElement()
                .satisfies(service -> assertThat(service.at("/spec/selector")).isEqualTo(labels));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker/Dockerfile",
                "docker/compose.yaml",
                "docker/compose.postgresql.yaml",
                "kubernetes/sqlite.yaml",
                "kubernetes/postgresql.yaml"
            })
    void saysThatItWasNotRun(String file) throws IOException {
        assertThat(Files.readString(FOLDER.resolve(file))).contains("NOT RUN");
    }

    /** With that environment and the files it names, as the platform would put them there. */
    private Settings load(Map<String, String> environment) throws IOException {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().endsWith("_FILE")) {
                Path file = home.resolve(variable.getKey());
                Files.writeString(file, "of the platform\n");
                variable.setValue(file.toString());
            }
        }
        Settings settings = Settings.load(home, environment, Map.of(), CreateLeadField.leadSettings());
        assertThat(settings.resolved(List.of()))
                .extracting(setting -> setting.origin())
                .containsAll(environment.keySet().stream()
                        .map(name -> "environment: " + name)
                        .toList());
        return settings;
    }

    private static JsonNode workload(String file) throws IOException {
        return documents(file).stream()
                .filter(document -> Stream.of("Deployment", "StatefulSet")
                        .anyMatch(document.path("kind").asText()::equals))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> documents(String file) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(FOLDER.resolve(file).toFile())) {
            return documents.readAll();
        }
    }
}
