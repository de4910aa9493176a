package se.salesbyte.bridge.camel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.Transformer;
import se.salesbyte.bridge.source.Presets;

/**
 * The route files that run, and how some of them change hands. Of a source whose route is changed nothing is refused: it
 * goes on receiving, and its leads wait in the store until the new route runs.
 */
public final class LiveRoutes {
    private static final String PRESETS = "presets";
    static final Comparator<RouteText> FOUNDATIONS_FIRST =
            Comparator.comparing((RouteText text) -> !text.isFoundation()).thenComparing(RouteText::file);

    private final DefaultCamelContext context;
    private final Function<String, Optional<String>> placeholders;
    private final Map<String, Transformer> transformers;
    private final TryRoutes scratch;
    private final Map<String, LoadedFile> files = new ConcurrentSkipListMap<>();
    private volatile Presets presets;

    /** @param transformers those that routes may name, by scheme or whole name */
    LiveRoutes(
            DefaultCamelContext context,
            Function<String, Optional<String>> placeholders,
            Map<String, Transformer> transformers,
            Presets presets) {
        this.placeholders = placeholders;
        this.transformers = transformers;
        this.context = context;
        this.scratch = new TryRoutes(placeholders, namesOnly(transformers.keySet()));
        this.presets = presets;
    }

    /** Reads and loads all files of that home. */
    void load(Path home) throws Exception {
        load(RouteFiles.in(home).stream()
                .map(file -> RouteText.read(home, file))
                .toList());
    }

    /** What of the bridge's files runs now, by file. */
    public Map<String, FileRoutes> inUse() {
        return files.values().stream()
                .map(file -> FileRoutes.of(context, file.text(), file.ids(), Set.of()))
                .collect(Collectors.toMap(FileRoutes::file, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    /**
     * Builds the routes of a file and throws them away: nothing is started.
     *
     * @param foundations the other files that it may be made of
     * @throws BrokenRoutesException if it could not run
     */
    public FileRoutes attempt(RouteText text, Collection<RouteText> foundations, Presets presets) {
        return scratch.attempt(text, foundations, presets);
    }

    /**
     * The shared routes of those files, for the leads of examples.
     *
     * @param files all that are to run
     */
    public RehearseRoutes rehearsal(Collection<FileRoutes> files, Presets presets) {
        return RehearseRoutes.of(files, presets, placeholders, transformers);
    }

    /** Routes are built with them and never run. */
    private static Map<String, Transformer> namesOnly(Set<String> transformers) {
        return transformers.stream().collect(Collectors.toMap(Function.identity(), type -> new NameOnly()));
    }

    private static final class NameOnly extends Transformer {
        @Override
        public void transform(Message message, DataType from, DataType to) {
            throw new IllegalStateException("nothing runs where routes are tried");
        }
    }

    /** The presets that the running routes were made with. */
    public Presets presets() {
        return presets;
    }

    /**
     * Lets changed files take over, all or none: waits until nothing of theirs is in hand, takes the old routes away, and
     * starts the new ones.
     *
     * @param gone files whose routes go
     * @param fresh files as they were tried
     * @param meanwhile run once the new routes have started, before any lead goes to them
     * @param patience how long to wait for what is in hand
     * @throws BrokenRoutesException if they cannot; the old ones run as before
     */
    public synchronized void swap(
            Collection<String> gone,
            Collection<FileRoutes> fresh,
            Presets presets,
            Runnable meanwhile,
            Duration patience) {
        BridgeParts parts = BridgeParts.of(context);
        Set<String> names = new TreeSet<>(gone);
        fresh.forEach(file -> names.add(file.file()));
        List<FileRoutes> old = inUse().values().stream()
                .filter(file -> names.contains(file.file()))
                .toList();
        Set<String> sources = new TreeSet<>();
        old.forEach(file ->
                file.sources().forEach(route -> sources.add(route.source().name())));
        boolean alone = old.stream().allMatch(FileRoutes::isOnlySources)
                && fresh.stream().allMatch(FileRoutes::isOnlySources);
        Predicate<String> leads = alone ? sources::contains : all -> true;
        Predicate<String> messages = alone ? none -> false : all -> true;
        try {
            drain(parts, leads, messages, patience);
            parts.sources().beginSwap(sources);
            replace(
                    old.stream().map(FileRoutes::text).toList(),
                    fresh.stream().map(FileRoutes::text).toList(),
                    presets,
                    () -> parts.sources().beginSwap(sources));
            meanwhile.run();
        } finally {
            parts.sources().endSwap();
            parts.leads().resume();
            parts.messages().resume();
        }
    }

    private static void drain(
            BridgeParts parts, Predicate<String> leads, Predicate<String> messages, Duration patience) {
        try {
            CompletableFuture.allOf(parts.leads().halt(leads), parts.messages().halt(messages))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException busy) {
            throw new BrokenRoutesException(
                    "what is being delivered did not end within " + patience.toSeconds() + " s: it is tried again",
                    busy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenRoutesException("interrupted while leads in hand were waited for", e);
        }
    }

    private void replace(List<RouteText> old, List<RouteText> fresh, Presets changed, Runnable goingBack) {
        Presets before = presets;
        try {
            unload(old);
            use(changed);
            load(fresh);
        } catch (Exception fault) {
            goingBack.run();
            try {
                unload(fresh);
                use(before);
                unload(old);
                load(old);
            } catch (Exception worse) {
                worse.addSuppressed(fault);
                throw new BrokenRoutesException(
                        "routes could neither be changed nor set back: restart the bridge", worse);
            }
            RouteText culprit = fresh.isEmpty() ? old.get(0) : fresh.get(0);
            throw FaultInRoutes.of(culprit, fault);
        }
    }

    private void use(Presets changed) {
        presets = changed;
        context.getRegistry().bind(PRESETS, changed);
    }

    private void load(List<RouteText> texts) throws Exception {
        List<RouteText> ordered = new ArrayList<>(texts);
        ordered.sort(FOUNDATIONS_FIRST);
        for (RouteText text : ordered) {
            files.put(text.file(), LoadedFile.load(context, text));
        }
    }

    private void unload(List<RouteText> texts) throws Exception {
        for (RouteText text : texts) {
            LoadedFile loaded = files.remove(text.file());
            if (loaded != null) {
                loaded.unload();
            }
        }
    }
}
