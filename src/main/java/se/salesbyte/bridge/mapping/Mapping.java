package se.salesbyte.bridge.mapping;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A mapping file, compiled, and compiled again when it has changed: it is looked at while it is applied, at most once
 * a second. A version that does not compile is refused and the last good one stays in use. Any number of threads.
 */
public final class Mapping implements EventMapping {
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final String name;
    private final String file;
    private final @Nullable Path path; // null: it changes only when told
    private final Clock clock;
    private final @Nullable MappingChanges changes;
    private final AtomicLong looked;
    private @Nullable FileVersion version; // under this object's lock
    private volatile CompiledMapping compiled;
    private volatile @Nullable MappingException fault;

    /**
     * @param file the name to show
     * @throws MappingException if the file is missing or does not compile
     */
    Mapping(String name, String file, Path path, Clock clock, MappingChanges changes) {
        this.name = name;
        this.file = file;
        this.path = path;
        this.clock = clock;
        this.changes = changes;
        this.looked = new AtomicLong(clock.millis());
        this.version = FileVersion.of(path);
        this.compiled = CompiledMapping.of(MappingText.read(file, path), clock);
    }

    /**
     * Stays as it is until {@link #take}.
     *
     * @throws MappingException if it does not compile
     */
    Mapping(String name, MappingText text, Clock clock) {
        this.name = name;
        this.file = text.file();
        this.path = null;
        this.clock = clock;
        this.changes = null;
        this.looked = new AtomicLong();
        this.compiled = CompiledMapping.of(text, clock);
    }

    /** Is that from now on. */
    void take(CompiledMapping changed) {
        compiled = changed;
    }

    /** The name that routes know it by: that of the file, without its ending. */
    public String name() {
        return name;
    }

    @Override
    public Map<String, @Nullable Object> apply(Object tree) {
        return current().apply(tree);
    }

    @Override
    public Place placeOf(String field) {
        return compiled.placeOf(field);
    }

    /** Why the file as it is now is not in use; empty if it is. */
    public Optional<MappingException> fault() {
        current(); // nothing may have been applied since the change
        return Optional.ofNullable(fault);
    }

    private CompiledMapping current() {
        if (path == null || changes == null) {
            return compiled;
        }
        long now = clock.millis();
        long last = looked.get();
        if (Math.abs(now - last) >= LOOK_EVERY_MILLIS && looked.compareAndSet(last, now)) {
            look(path, changes);
        }
        return compiled;
    }

    private synchronized void look(Path path, MappingChanges changes) {
        FileVersion found = FileVersion.of(path);
        if (found.equals(version)) {
            return;
        }
        version = found;
        try {
            compiled = CompiledMapping.of(MappingText.read(file, path), clock);
            fault = null;
            changes.loaded(file);
        } catch (MappingException refused) {
            fault = refused;
            changes.refused(refused);
        }
    }
}
