package se.salesbyte.bridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A source's file is one route from its webhook through its mapping to SalesByte, with examples to try it on. */
final class CheckSources {
    private static final int FEWEST_EXAMPLES = 2;

    private final RouteFolder folder;

    CheckSources(RouteFolder folder) {
        this.folder = folder;
    }

    Stream<String> faults(RouteFile file) {
        List<String> faults = new ArrayList<>();
        if (!file.name().endsWith(".camel.yaml")) {
            faults.add("its name does not end in .camel.yaml, so the bridge does not read it");
        }
        if (file.isSource()) {
            check(file, file.baseName(), faults);
        }
        return faults.stream();
    }

    private void check(RouteFile file, String source, List<String> faults) {
        JsonNode route = file.routes().isEmpty() ? file.tree() : file.routes().get(0);
        JsonNode from = route.path("from");
        expect(file.routes().size() == 1, "it has not exactly one route", faults);
        expect(route.path("id").asText().equals(source), "its route's id is not " + source, faults);
        expect(from.path("uri").asText().equals("lead:" + source), "it does not consume lead:" + source, faults);
        expect(
                from.path("parameters").path("secret").asText().equals("{{" + source + ".secret}}"),
                "its secret is not {{" + source + ".secret}}",
                faults);
        expect(
                lastStep(from).path("to").path("uri").asText().equals("direct:salesbyte"),
                "it does not end at direct:salesbyte",
                faults);
        expect(folder.examples(source) >= FEWEST_EXAMPLES, "it has fewer than two examples", faults);
        checkMapping(file, from, faults);
    }

    private void checkMapping(RouteFile file, JsonNode from, List<String> faults) {
        List<String> mappings = from.findValuesAsText("toType").stream()
                .filter(type -> type.startsWith("jsonata:"))
                .map(type -> type.substring("jsonata:".length()))
                .toList();
        expect(!mappings.isEmpty(), "it has no mapping", faults);
        for (String mapping : mappings) {
            expect(folder.hasMapping(mapping), "there is no mappings/" + mapping + ".jsonata", faults);
            expect(
                    file.firstLine().contains("mappings/" + mapping + ".jsonata"),
                    "its first line does not name its mapping",
                    faults);
        }
    }

    private static JsonNode lastStep(JsonNode from) {
        JsonNode steps = from.path("steps");
        return steps.path(steps.size() - 1);
    }

    private static void expect(boolean kept, String otherwise, List<String> faults) {
        if (!kept) {
            faults.add(otherwise);
        }
    }
}
