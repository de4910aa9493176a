package se.salesbyte.bridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of {@code routes/}, taken apart.
 *
 * @param name its path below {@code routes/}, with slashes
 * @param tree its YAML
 */
record RouteFile(String name, String text, JsonNode tree) {
    private static final YAMLMapper YAML = new YAMLMapper();
    /** What holds steps and is one itself, though it stands beside {@code steps} and not in it. */
    private static final Set<String> BRANCHES = Set.of("from", "when", "otherwise", "doCatch", "doFinally");

    static RouteFile read(Path routes, Path file) {
        try {
            String text = Files.readString(file);
            return new RouteFile(routes.relativize(file).toString().replace('\\', '/'), text, YAML.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isSource() {
        return name.startsWith("sources/");
    }

    /** The name of the file without folder and ending: of a source its own. */
    String baseName() {
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\..*", "");
    }

    String firstLine() {
        return text.lines().findFirst().orElse("");
    }

    /** The routes alone, without {@code onException} and the like. */
    List<JsonNode> routes() {
        return tree.findValues("route");
    }

    /** Everything that carries an id: routes and what stands beside them, and all their steps, in order. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        tree.forEach(item -> addEach(item, steps));
        return steps;
    }

    /** The steps that name an endpoint. */
    List<Step> endpoints() {
        return steps().stream()
                .filter(step -> step.node().path("uri").isTextual())
                .toList();
    }

    /** An element of {@code steps} and of the top has its kind as its only key. */
    private static void addEach(JsonNode item, List<Step> steps) {
        item.properties().forEach(entry -> add(entry.getKey(), entry.getValue(), steps));
    }

    private static void add(String kind, JsonNode node, List<Step> steps) {
        steps.add(new Step(kind, node));
        for (Map.Entry<String, JsonNode> part : node.properties()) {
            if (part.getKey().equals("steps")) {
                part.getValue().forEach(item -> addEach(item, steps));
            } else if (BRANCHES.contains(part.getKey()) && part.getValue().isArray()) {
                part.getValue().forEach(branch -> add(part.getKey(), branch, steps));
            } else if (BRANCHES.contains(part.getKey())) {
                add(part.getKey(), part.getValue(), steps);
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * A route, or a step of one.
     *
     * @param kind as YAML has it, such as {@code to} or {@code when}
     */
    record Step(String kind, JsonNode node) {
        String id() {
            return node.path("id").asText();
        }

        String description() {
            return node.path("description").asText();
        }

        String uri() {
            return node.path("uri").asText();
        }

        /** For people: its id, or what can be said without one. */
        @Override
        public String toString() {
            return id().isEmpty() ? "a " + kind + " " + uri() : id();
        }
    }
}
