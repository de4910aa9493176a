package se.salesbyte.bridge.routes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The words people meet: a comment first, and on every step an id for the logs and a description for the eye. */
final class CheckWords {
    private static final int LONGEST_DESCRIPTION = 99;
    private static final String WORDS = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    private final Set<String> seen = new HashSet<>();

    /** The faults of one file; ids must differ from those of all files looked at before. */
    Stream<String> faults(RouteFile file) {
        List<String> faults = new ArrayList<>();
        if (!file.firstLine().startsWith("# ")) {
            faults.add("the first line is no comment");
        }
        String prefix =
                file.routes().isEmpty() ? "" : file.routes().get(0).path("id").asText();
        for (RouteFile.Step step : file.steps()) {
            checkDescription(step, faults);
            checkId(step, prefix, faults);
        }
        return faults.stream();
    }

    private void checkId(RouteFile.Step step, String prefix, List<String> faults) {
        String id = step.id();
        if (id.isEmpty()) {
            faults.add(step + " has no id");
            return;
        }
        if (!id.matches(WORDS) || isGenerated(id, step.kind())) {
            faults.add(id + " is no id written by hand");
        }
        if (!step.kind().equals("route") && !id.startsWith(prefix + "-")) {
            faults.add(id + " does not begin with its route's id, " + prefix);
        }
        if (!seen.add(id)) {
            faults.add(id + " stands twice");
        }
    }

    /** As Camel and Kaoto make them: {@code process-1527}, {@code setHeader1}. */
    private static boolean isGenerated(String id, String kind) {
        return id.matches("(?i)(.*-)?" + kind + "-?\\d+");
    }

    private static void checkDescription(RouteFile.Step step, List<String> faults) {
        if (step.description().isBlank()) {
            faults.add(step + " has no description");
        }
        if (step.description().length() > LONGEST_DESCRIPTION) {
            faults.add(step + " has a description of " + step.description().length() + " characters");
        }
    }
}
