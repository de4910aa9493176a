package se.salesbyte.bridge.camel;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataTypeTransformer;

/**
 * A catalog of Kaoto, the visual editor of Camel routes, with {@code lead:}, {@code outbox:}, our data types and Kamelets
 * in it. Kaoto reads one aggregate of components, one of Kamelets and so on, so it is made of the one that comes with
 * Kaoto: ours stands beside it and refers to its files for all that stays the same.
 */
public final class KaotoCatalog {
    /** Where ours is, below the folder of Kaoto's. */
    static final String FOLDER = "salesbyte-bridge";

    private static final String ANOTHER = "take another version of @kaoto/camel-catalog";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final List<String> COMPONENTS = List.of("lead", "outbox");
    private static final List<String> KAMELETS =
            List.of("salesbyte-create-lead-action", "standard-webhooks-sign-action");
    private static final List<Class<?>> DATA_TYPES =
            List.of(JsonataTransformer.class, CreateLeadTransformer.class, AnswerTransformer.class);

    private final Path folder;

    /** @param folder Kaoto's own catalog, with its {@code index.json} */
    public KaotoCatalog(Path folder) {
        this.folder = folder;
    }

    /**
     * Adds ours, anew if it is there.
     *
     * @return by which name Kaoto lists it
     * @throws IllegalArgumentException if the folder holds no catalog of this Camel
     * @throws IOException if its files cannot be read or written
     */
    public String add() throws IOException {
        Path indexFile = folder.resolve("index.json");
        if (!Files.isReadable(indexFile)) {
            throw new IllegalArgumentException(
                    indexFile + " cannot be read: name the folder of Kaoto's catalog, which is"
                            + " dist/camel-catalog in the npm package @kaoto/camel-catalog");
        }
        ObjectNode library = read(indexFile);
        ObjectNode definition = definition(library).deepCopy();
        Path base = folder.resolve(definition.path("fileName").asText());
        String name = "SalesByte Bridge (" + definition.path("name").asText() + ")";
        ObjectNode index = read(base);
        index.put("name", name);
        refer(index, base.resolveSibling(""));
        Files.createDirectories(folder.resolve(FOLDER));
        write(index, "components", KaotoCatalog::addComponents);
        write(index, "kamelets", KaotoCatalog::addKamelets);
        write(index, "models", KaotoCatalog::describeDataTypes);
        write(index, "patterns", KaotoCatalog::describeDataTypes);
        JSON.writeValue(folder.resolve(FOLDER).resolve("index.json").toFile(), index);
        definition.put("name", name).put("fileName", FOLDER + "/index.json");
        list(library, definition, name);
        JSON.writerWithDefaultPrettyPrinter().writeValue(indexFile.toFile(), library);
        return name;
    }

    /** The one of this Camel: of its patch releases, that which Kaoto has. */
    private JsonNode definition(JsonNode library) throws IOException {
        String version = camelVersion();
        String minor = version.substring(0, version.lastIndexOf('.') + 1);
        List<JsonNode> mains = stream(library.path("definitions"))
                .filter(one -> one.path("runtime").asText().equals("Main"))
                .filter(one -> !one.path("fileName").asText().startsWith(FOLDER))
                .toList();
        return mains.stream()
                .filter(one -> one.path("version").asText().matches("\\Q" + minor + "\\E\\d+"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(folder + " has no catalog of Camel Main " + minor
                        + "x, as the bridge runs, only of "
                        + mains.stream()
                                .map(one -> one.path("version").asText())
                                .collect(joining(", "))
                        + ": " + ANOTHER));
    }

    private static String camelVersion() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            return context.getVersion();
        }
    }

    private void refer(ObjectNode index, Path base) {
        String prefix = "../" + folder.relativize(base).toString().replace('\\', '/') + "/";
        Stream.of("catalogs", "schemas")
                .flatMap(part -> stream(index.path(part)))
                .forEach(entry -> ((ObjectNode) entry)
                        .put("file", prefix + entry.path("file").asText()));
    }

    private void write(ObjectNode index, String part, Change change) throws IOException {
        if (!(index.path("catalogs").path(part) instanceof ObjectNode entry)) {
            throw new IllegalArgumentException(folder + " lists no " + part + ": " + ANOTHER);
        }
        Path ours = folder.resolve(FOLDER);
        ObjectNode content = read(ours.resolve(entry.path("file").asText()).normalize());
        change.of(content);
        JSON.writeValue(ours.resolve(part + ".json").toFile(), content);
        entry.put("file", part + ".json");
    }

    private static void addComponents(ObjectNode components) throws IOException {
        for (String name : COMPONENTS) {
            ObjectNode component = resource("/META-INF/se/salesbyte/bridge/camel/" + name + ".json", JSON);
            component.set("propertiesSchema", schema(component.path("properties")));
            components.set(name, component);
        }
    }

    /** The options as Kaoto's forms read them. */
    private static ObjectNode schema(JsonNode options) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        options.properties().forEach(entry -> {
            JsonNode option = entry.getValue();
            properties.set(entry.getKey(), property(option));
            if (option.path("required").asBoolean()) {
                required.add(entry.getKey());
            }
        });
        return schema;
    }

    private static ObjectNode property(JsonNode option) {
        ObjectNode property = JSON.createObjectNode();
        String type = option.path("type").asText();
        property.put("title", option.path("displayName").asText())
                .put("description", option.path("description").asText())
                .put("type", List.of("boolean", "integer", "number").contains(type) ? type : "string")
                .put("$comment", "group:" + option.path("group").asText());
        if (type.equals("object")) {
            property.put("format", "bean:" + option.path("javaType").asText());
        }
        if (option.path("secret").asBoolean()) {
            property.put("format", "password");
        }
        if (option.has("enum")) {
            property.set("enum", option.path("enum"));
        }
        if (option.has("defaultValue")) {
            property.set("default", option.path("defaultValue"));
        }
        return property;
    }

    private static void addKamelets(ObjectNode kamelets) throws IOException {
        for (String name : KAMELETS) {
            ObjectNode kamelet = resource("/kamelets/" + name + ".kamelet.yaml", YAML);
            ObjectNode schema = (ObjectNode) kamelet.at("/spec/definition").deepCopy();
            kamelet.set("propertiesSchema", schema.put("$schema", "http://json-schema.org/draft-07/schema#"));
            kamelets.set(name, kamelet);
        }
    }

    /** Kaoto takes any text as a data type and offers none: what there is stands where it is typed. */
    private static void describeDataTypes(ObjectNode processors) {
        String ours = DATA_TYPES.stream()
                .map(type -> type.getAnnotation(DataTypeTransformer.class))
                .map(type -> type.name() + (type.name().contains(":") ? "" : ":<name>") + ": " + type.description())
                .collect(joining(". ", " In a SalesByte Bridge, one of: ", "."));
        for (String place : List.of("/properties/toType", "/propertiesSchema/properties/toType")) {
            if (processors.path("transformDataType").at(place) instanceof ObjectNode option) {
                option.put("description", option.path("description").asText() + ours);
            }
        }
    }

    /** Before all others; an earlier one of ours goes. */
    private static void list(ObjectNode library, ObjectNode definition, String name) {
        ArrayNode definitions = JSON.createArrayNode().add(definition);
        stream(library.path("definitions"))
                .filter(one -> !one.path("name").asText().equals(name))
                .forEach(definitions::add);
        library.set("definitions", definitions);
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }

    private static ObjectNode read(Path file) throws IOException {
        try {
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode content) {
                return content;
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(file + " is not JSON: " + ANOTHER, malformed);
        }
        throw new IllegalArgumentException(file + " is no part of a catalog: " + ANOTHER);
    }

    private static ObjectNode resource(String name, ObjectMapper mapper) throws IOException {
        try (InputStream in = Objects.requireNonNull(KaotoCatalog.class.getResourceAsStream(name), name)) {
            return (ObjectNode) mapper.readTree(in);
        }
    }

    @FunctionalInterface
    private interface Change {
        void of(ObjectNode content) throws IOException;
    }
}
