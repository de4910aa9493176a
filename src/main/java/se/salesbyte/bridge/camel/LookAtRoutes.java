package se.salesbyte.bridge.camel;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Transformer;
import se.salesbyte.bridge.source.InvalidPresetException;
import se.salesbyte.bridge.source.Presets;

/** Reads the route files without running anything: each is built in a context of its own that is never started up. */
public final class LookAtRoutes {
    private final Path home;
    private final Function<String, Optional<String>> placeholders;
    private final Map<String, Transformer> transformers;
    private final Presets presets;
    private final List<SourceRoute> sources = new ArrayList<>();
    private final Map<String, LooseEnds> ends = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private LookAtRoutes(
            Path home, Function<String, Optional<String>> placeholders, Map<String, Transformer> transformers) {
        this.home = home;
        this.placeholders = placeholders;
        this.transformers = transformers;
        this.presets = presets();
    }

    /**
     * Reads all files of {@code routes/} in that home.
     *
     * @param placeholders finds what {@code {{key}}} stands for
     * @param transformers those that routes may name, by scheme or whole name
     */
    public static LookAtRoutes of(
            Path home, Function<String, Optional<String>> placeholders, Map<String, Transformer> transformers) {
        LookAtRoutes look = new LookAtRoutes(home, placeholders, transformers);
        look.files().forEach(look::read);
        if (look.faults.isEmpty()) { // a file that cannot be read may hold what others send to
            look.findLooseEnds();
        }
        return look;
    }

    /** The sources that could be read. */
    public List<SourceRoute> sources() {
        return List.copyOf(sources);
    }

    /**
     * The route of that source.
     *
     * @throws IllegalArgumentException if no route begins at it; the message names those there are
     */
    public SourceRoute route(String source) {
        return sources.stream()
                .filter(route -> route.source().name().equals(source))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("routes/ has no source \"" + source + "\": use one of "
                        + sources.stream().map(route -> route.source().name()).toList()));
    }

    /** What is wrong with which file, a line each; empty if all can run. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private Presets presets() {
        try {
            return Presets.with(home.resolve(RouteEngine.PRESETS));
        } catch (InvalidPresetException fault) {
            faults.add(String.valueOf(fault.getMessage()));
            return Presets.SHIPPED;
        }
    }

    private List<Path> files() {
        try {
            return RouteFiles.in(home);
        } catch (UncheckedIOException e) {
            faults.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private void read(Path file) {
        String name = home.relativize(file).toString();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            RouteEngine.prepare(context, presets, placeholders, transformers);
            context.getRegistry().bind("signMessage", (Processor) exchange -> {});
            context.setAutoStartup(false);
            LoadedFile.load(context, RouteText.read(home, file));
            context.start();
            ends.put(name, LooseEnds.of(context));
            for (Route route : context.getRoutes()) {
                SourceRoute.of(context, route, name).ifPresent(sources::add);
            }
        } catch (Exception fault) {
            faults.add(name + ": " + rootOf(fault));
        }
    }

    private void findLooseEnds() {
        Set<String> begun =
                ends.values().stream().flatMap(of -> of.begun().stream()).collect(Collectors.toSet());
        ends.forEach((file, of) -> of.without(begun).forEach(end -> faults.add(file + ": " + end + " has no route")));
    }

    private static String rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(message);
    }
}
