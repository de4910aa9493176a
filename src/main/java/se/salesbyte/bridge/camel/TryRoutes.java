package se.salesbyte.bridge.camel;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Transformer;
import se.salesbyte.bridge.source.Presets;

/** Builds the routes of a file in a context of its own, where nothing is started, and throws them away. */
final class TryRoutes {
    private final Function<String, Optional<String>> placeholders;
    private final Map<String, Transformer> transformers;

    /** @param transformers those that routes may name, by scheme or whole name */
    TryRoutes(Function<String, Optional<String>> placeholders, Map<String, Transformer> transformers) {
        this.placeholders = placeholders;
        this.transformers = transformers;
    }

    /**
     * What that file holds.
     *
     * @param foundations the files that it may be made of; itself may be among them
     * @throws BrokenRoutesException if it could not run
     */
    FileRoutes attempt(RouteText text, Collection<RouteText> foundations, Presets presets) {
        try (DefaultCamelContext scratch = new DefaultCamelContext()) {
            RouteEngine.prepare(scratch, presets, placeholders, transformers);
            StandInBeans.bind(scratch);
            scratch.setAutoStartup(false);
            for (RouteText foundation : foundations) {
                if (!foundation.file().equals(text.file())) {
                    LoadedFile.load(scratch, foundation);
                }
            }
            LoadedFile loaded = LoadedFile.load(scratch, text);
            scratch.start();
            return FileRoutes.of(
                    scratch,
                    text,
                    loaded.ids(),
                    new TreeSet<>(LooseEnds.of(scratch).sentTo()));
        } catch (Exception fault) {
            throw FaultInRoutes.of(text, fault);
        }
    }
}
