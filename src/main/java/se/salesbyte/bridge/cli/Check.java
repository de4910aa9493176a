package se.salesbyte.bridge.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.camel.LookAtRoutes;
import se.salesbyte.bridge.camel.RehearseRoutes;
import se.salesbyte.bridge.camel.SourceRoute;
import se.salesbyte.bridge.config.InvalidSettingsException;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.mapping.BrokenExampleException;
import se.salesbyte.bridge.mapping.Example;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.Mapping;
import se.salesbyte.bridge.mapping.MappingException;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.preview.TryExample;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;

/** {@code check}: settings, routes, and every mapping against its examples; all faults at once. */
@Command(name = "check", description = "Check settings, routes and mappings; 0 if all is well, 1 with all faults.")
final class Check implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private final Parts parts;
    private final List<String> faults = new ArrayList<>();

    Check(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        Settings settings = LoadSettings.ofThisProcess();
        parts.profiles(settings);
        LookAtRoutes routes = parts.routes(settings);
        faults.addAll(routes.faults());
        routes.sources().forEach(route -> checkSettings(settings, route));
        int examples = checkExamples(settings, routes);
        return report(routes.sources().size(), examples);
    }

    private int report(int sources, int examples) {
        PrintWriter out = spec.commandLine().getOut();
        faults.forEach(out::println);
        out.println(
                faults.isEmpty()
                        ? "All well: " + sources + " sources, " + examples + " examples"
                        : faults.size() + " faults");
        out.flush();
        return faults.isEmpty() ? 0 : 1;
    }

    private void checkSettings(Settings settings, SourceRoute route) {
        try {
            settings.source(route.source().name());
        } catch (InvalidSettingsException invalid) {
            faults.addAll(invalid.faults());
        }
    }

    private int checkExamples(Settings settings, LookAtRoutes routes) {
        try (RehearseRoutes rehearsal = routes.rehearsal()) {
            boolean runs = faults.isEmpty(); // or each example would tell of the same
            return checkExamples(
                    settings,
                    routes,
                    new TryExample(PhoneNumbers.in(settings.defaultRegion()), runs ? rehearsal : null));
        }
    }

    private int checkExamples(Settings settings, LookAtRoutes routes, TryExample attempt) {
        Mappings mappings = parts.mappings(settings);
        Map<String, SourceRoute> mapped = routes.sources().stream()
                .filter(route -> route.mapping().isPresent())
                .collect(Collectors.toMap(
                        route -> route.source().name(), Function.identity(), (one, twin) -> one)); // told by then
        mappings.names().forEach(name -> compile(mappings, name));
        faults.addAll(routes.unmapped(mappings.names()));
        List<Example> examples = examples(settings);
        for (Example example : examples) {
            SourceRoute route = mapped.get(example.source());
            if (route == null) {
                addOnce("routes/examples/" + example.source() + ": no source of that name applies a mapping");
            } else {
                check(example, mappings, route, attempt);
            }
        }
        return examples.size();
    }

    private List<Example> examples(Settings settings) {
        try {
            return new Examples(settings.home()).all();
        } catch (BrokenExampleException broken) {
            faults.add(String.valueOf(broken.getMessage()));
            return List.of();
        }
    }

    private void compile(Mappings mappings, String name) {
        try {
            mappings.mapping(name);
        } catch (MappingException broken) {
            faults.add(String.valueOf(broken.getMessage()));
        }
    }

    private void check(Example example, Mappings mappings, SourceRoute route, TryExample attempt) {
        try {
            Mapping mapping = mappings.mapping(route.mapping().orElseThrow());
            attempt.faults(example, route.source(), mapping).forEach(this::addOnce);
        } catch (MappingException broken) {
            addOnce(example.eventFile() + ": " + broken.getMessage());
        }
    }

    /** A mapping that does not compile is at fault once, not once for each of its examples. */
    private void addOnce(String fault) {
        if (faults.stream().noneMatch(fault::endsWith)) {
            faults.add(fault);
        }
    }
}
