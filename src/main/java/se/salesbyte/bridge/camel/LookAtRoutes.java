package se.salesbyte.bridge.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.spi.Transformer;
import se.salesbyte.bridge.source.InvalidPresetException;
import se.salesbyte.bridge.source.Presets;

/** Reads the route files without running anything, and finds of them what a reload would find. */
public final class LookAtRoutes {
    private final Path home;
    private final Function<String, Optional<String>> placeholders;
    private final Map<String, Transformer> transformers;
    private final TryRoutes scratch;
    private final Presets presets;
    private final List<FileRoutes> files = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private LookAtRoutes(
            Path home, Function<String, Optional<String>> placeholders, Map<String, Transformer> transformers) {
        this.home = home;
        this.placeholders = placeholders;
        this.transformers = transformers;
        this.scratch = new TryRoutes(placeholders, transformers);
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
        look.attempt(look.texts());
        if (look.faults.isEmpty()) { // a file that cannot be read may hold what others send to
            look.lookAtThemTogether();
        }
        return look;
    }

    /** The sources that could be read. */
    public List<SourceRoute> sources() {
        return files.stream().flatMap(file -> file.sources().stream()).toList();
    }

    /**
     * The route of that source.
     *
     * @throws IllegalArgumentException if no route begins at it; the message names those there are
     */
    public SourceRoute route(String source) {
        return sources().stream()
                .filter(route -> route.source().name().equals(source))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("routes/ has no source \"" + source + "\": use one of "
                        + sources().stream().map(route -> route.source().name()).toList()));
    }

    /** The shared routes, for the leads of examples; only if nothing is wrong. */
    public RehearseRoutes rehearsal() {
        return RehearseRoutes.of(files, presets, placeholders, transformers);
    }

    /**
     * Which file applies a mapping that is not there, a line each.
     *
     * @param mappings the names of those there are
     */
    public List<String> unmapped(Collection<String> mappings) {
        return new RoutesTogether(files)
                .unmapped(mappings).values().stream().flatMap(List::stream).toList();
    }

    /** What is wrong with which file, a line each; empty if all can run. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private Presets presets() {
        Path file = home.resolve(RouteEngine.PRESETS);
        try {
            return Files.exists(file) ? Presets.of(RouteEngine.PRESETS, Files.readString(file)) : Presets.SHIPPED;
        } catch (InvalidPresetException fault) {
            faults.add(String.valueOf(fault.getMessage()));
        } catch (IOException unreadable) {
            faults.add(RouteEngine.PRESETS + ":1:1: cannot be read: save it as UTF-8, for the bridge's user");
        }
        return Presets.SHIPPED;
    }

    private List<Path> files() {
        try {
            return RouteFiles.in(home);
        } catch (UncheckedIOException e) {
            faults.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** The files that can be read. */
    private List<RouteText> texts() {
        List<RouteText> texts = new ArrayList<>();
        for (Path file : files()) {
            try {
                texts.add(RouteText.read(home, file));
            } catch (BrokenRoutesException broken) {
                faults.add(broken.fault());
            } catch (UncheckedIOException unreadable) {
                faults.add(RouteFiles.nameOf(home, file) + ":1:1: cannot be read: let the bridge's user read it");
            }
        }
        return texts;
    }

    private void attempt(List<RouteText> texts) {
        List<RouteText> foundations =
                texts.stream().filter(RouteText::isFoundation).toList();
        for (RouteText text : texts) {
            try {
                files.add(scratch.attempt(text, foundations, presets));
            } catch (BrokenRoutesException broken) {
                faults.add(broken.fault());
            }
        }
    }

    private void lookAtThemTogether() {
        RoutesTogether together = new RoutesTogether(files);
        together.twins().values().forEach(faults::addAll);
        together.looseEnds().values().forEach(faults::addAll);
    }
}
