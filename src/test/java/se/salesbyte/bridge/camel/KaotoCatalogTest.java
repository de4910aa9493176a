package se.salesbyte.bridge.camel;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kaoto's catalog of our Camel with ours in it; here a small one in the form of the npm package's. */
class KaotoCatalogTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @BeforeEach
    void smallCatalog() throws IOException {
        write(
                "index.json",
                """
                {"version": 3, "name": "Default Kaoto catalog", "definitions": [
                  {"name": "Camel Main 4.22.1", "version": "4.22.1", "runtime": "Main", "fileName": "camel-main/4.22.1/index-a.json"},
                  {"name": "Camel Main 4.18.3.redhat-00005", "version": "4.18.3.redhat-00005", "runtime": "Main", "fileName": "x.json"},
                  {"name": "Camel Quarkus", "version": "4.18.4", "runtime": "Quarkus", "fileName": "y.json"},
                  {"name": "Camel Main 4.18.4", "version": "4.18.4", "runtime": "Main", "fileName": "camel-main/4.18.4/index-b.json"}]}
                """);
        write(
                "camel-main/4.18.4/index-b.json",
                """
                {"name": "Camel Main 4.18.4", "version": "4.18.4", "runtime": "Main",
                 "catalogs": {
                  "components": {"name": "components", "file": "components-1.json"},
                  "kamelets": {"name": "kamelets", "file": "kamelets-1.json"},
                  "models": {"name": "models", "file": "models-1.json"},
                  "patterns": {"name": "patterns", "file": "patterns-1.json"},
                  "languages": {"name": "languages", "file": "languages-1.json"}},
                 "schemas": {"camelYamlDsl": {"name": "camelYamlDsl", "file": "camelYamlDsl-1.json"}}}
                """);
        write("camel-main/4.18.4/components-1.json", "{\"direct\": {}}");
        write("camel-main/4.18.4/kamelets-1.json", "{\"log-sink\": {}}");
        for (String processors : List.of("models", "patterns")) {
            write(
                    "camel-main/4.18.4/" + processors + "-1.json",
                    """
                    {"log": {}, "transformDataType": {"properties": {"toType": {"description": "To type."}},
                     "propertiesSchema": {"properties": {"toType": {"type": "string", "description": "To type."}}}}}
                    """);
        }
    }

    @Test
    void listsOursBesideTheOneItIsMadeOf() throws IOException {
        String name = new KaotoCatalog(folder).add();
        new KaotoCatalog(folder).add();

        assertThat(name).isEqualTo("SalesByte Bridge (Camel Main 4.18.4)");
        JsonNode definitions = read("index.json").path("definitions");
        assertThat(definitions.findValuesAsText("name"))
                .containsExactly(
                        name,
                        "Camel Main 4.22.1",
                        "Camel Main 4.18.3.redhat-00005",
                        "Camel Quarkus",
                        "Camel Main 4.18.4");
        assertThat(definitions.path(0).path("fileName").asText()).isEqualTo("salesbyte-bridge/index.json");
    }

    @Test
    void refersToKaotosOwnFilesForAllThatStaysTheSame() throws IOException {
        new KaotoCatalog(folder).add();

        JsonNode index = read("salesbyte-bridge/index.json");
        assertThat(index.at("/catalogs/languages/file").asText()).isEqualTo("../camel-main/4.18.4/languages-1.json");
        assertThat(index.at("/schemas/camelYamlDsl/file").asText())
                .isEqualTo("../camel-main/4.18.4/camelYamlDsl-1.json");
        assertThat(index.at("/catalogs/components/file").asText()).isEqualTo("components.json");
        assertThat(read("salesbyte-bridge/components.json").fieldNames())
                .toIterable()
                .containsExactly("direct", "lead", "outbox");
        assertThat(read("salesbyte-bridge/kamelets.json").fieldNames())
                .toIterable()
                .containsExactly("log-sink", "salesbyte-create-lead-action", "standard-webhooks-sign-action");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lead", "outbox"})
    void offersEveryOptionOfAComponentWithItsDescription(String component) throws IOException {
        new KaotoCatalog(folder).add();

        JsonNode offered = read("salesbyte-bridge/components.json").path(component);
        JsonNode generated = JSON.readTree(
                KaotoCatalog.class.getResourceAsStream("/META-INF/se/salesbyte/bridge/camel/" + component + ".json"));
        assertThat(generated.path("properties").properties()).isNotEmpty().allSatisfy(option -> {
            JsonNode field = offered.at("/propertiesSchema/properties/" + option.getKey());
            assertThat(field.path("description")).isEqualTo(option.getValue().path("description"));
            assertThat(field.path("title")).isEqualTo(option.getValue().path("displayName"));
            assertThat(field.path("type").asText()).isIn("string", "integer", "boolean");
        });
        assertThat(offered.at("/propertiesSchema/required"))
                .isEqualTo(JSON.createArrayNode().add("name"));
    }

    @Test
    void hidesSecretsAndOffersTheWordsOfAChoice() throws IOException {
        new KaotoCatalog(folder).add();

        JsonNode lead = read("salesbyte-bridge/components.json").at("/lead/propertiesSchema/properties");
        assertThat(lead.at("/secret/format").asText()).isEqualTo("password");
        assertThat(lead.at("/reason/enum").toString()).contains("configuration", "rejected");
        assertThat(lead.at("/perSecond/type").asText()).isEqualTo("integer");
    }

    @Test
    void offersTheParametersOfTheKamelets() throws IOException {
        new KaotoCatalog(folder).add();

        JsonNode create = read("salesbyte-bridge/kamelets.json").path("salesbyte-create-lead-action");
        assertThat(create.at("/metadata/labels/camel.apache.org~1kamelet.type").asText())
                .isEqualTo("action");
        assertThat(create.at("/propertiesSchema/properties/salesbyteUuid/format")
                        .asText())
                .isEqualTo("password");
        assertThat(create.path("propertiesSchema").path("properties")).allSatisfy(parameter -> {
            assertThat(parameter.path("title").asText()).isNotBlank();
            assertThat(parameter.path("description").asText()).endsWith(".");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "patterns"})
    void saysWhichDataTypesThereAre(String processors) throws IOException {
        new KaotoCatalog(folder).add();

        assertThat(read("salesbyte-bridge/" + processors + ".json")
                        .at("/transformDataType/propertiesSchema/properties/toType/description")
                        .asText())
                .startsWith("To type. In a SalesByte Bridge")
                .contains("jsonata:<name>: ", "salesbyte:create-lead: ", "salesbyte:answer: ");
    }

    @Test
    void refusesAFolderWithoutACatalogOfThisCamel() throws IOException {
        write(
                "index.json",
                """
                {"definitions": [{"name": "Camel Main 4.8.8", "version": "4.8.8", "runtime": "Main", "fileName": "x.json"}]}
                """);

        assertThatThrownBy(() -> new KaotoCatalog(folder).add())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("4.18.x", "4.8.8");
        assertThatThrownBy(() -> new KaotoCatalog(folder.resolve("else")).add())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("index.json cannot be read");
    }

    /** With a component in its catalog, Kaoto writes an edited endpoint in the second form. */
    @Test
    void whatKaotoWritesIsTheSameEndpoint() throws Exception {
        String ours =
                """
                - route:
                    from:
                      uri: lead:typeform
                      parameters:
                        secret: shh
                      steps:
                        - to: outbox:callback
                        - to: {uri: "lead:failed", parameters: {reason: configuration}}
                """;
        String kaotos =
                """
                - route:
                    from:
                      uri: lead
                      parameters:
                        name: typeform
                        secret: shh
                      steps:
                        - to: {uri: outbox, parameters: {name: callback}}
                        - to: {uri: lead, parameters: {name: failed, reason: configuration}}
                """;

        assertThat(endpoints(kaotos)).hasSize(3).isEqualTo(endpoints(ours));
    }

    private static Set<String> endpoints(String routes) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setAutoStartup(false);
            context.start();
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("a.camel.yaml", routes));
            return context.getEndpoints().stream().map(Endpoint::getEndpointUri).collect(toSet());
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private JsonNode read(String name) throws IOException {
        return JSON.readTree(folder.resolve(name).toFile());
    }
}
