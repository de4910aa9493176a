package se.salesbyte.bridge.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mappings in {@code routes/mappings}, one {@code <name>.jsonata} each. Any number of threads. */
public final class Mappings {
    /** Where mappings lie, below the bridge's home. */
    public static final String FOLDER = "routes/mappings";

    private static final Logger LOG = LoggerFactory.getLogger(Mappings.class);
    private static final String ENDING = ".jsonata";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    private final Path folder;
    private final Clock clock;
    private final MappingChanges changes;
    private final @Nullable Map<String, MappingText> kept; // null: each follows its file
    private final Map<String, Mapping> loaded = new ConcurrentHashMap<>();

    /**
     * @param home the bridge's home
     * @param clock tells when to look for a change of a file, and {@code $now()} and {@code $millis()} the time
     * @param changes hears of changed files
     */
    public Mappings(Path home, Clock clock, MappingChanges changes) {
        this(home, clock, changes, null);
    }

    private Mappings(Path home, Clock clock, MappingChanges changes, @Nullable Map<String, MappingText> kept) {
        this.folder = home.resolve(FOLDER);
        this.clock = clock;
        this.changes = changes;
        this.kept = kept;
    }

    /** As the files stand now; one that changes counts once it is given to {@link #take}. */
    public static Mappings asTheyStand(Path home, Clock clock) {
        Mappings all = new Mappings(home, clock, new LogMappingChanges(), new ConcurrentHashMap<>());
        all.names().forEach(all::keep);
        return all;
    }

    private void keep(String name) {
        try {
            taken().put(name, MappingText.read(file(name), path(name)));
        } catch (MappingException told) {
            LOG.error("A mapping cannot be read: mend it. fault={}", told.getMessage());
        }
    }

    /**
     * Uses that text from now on.
     *
     * @throws MappingException if it does not compile; then nothing changes
     */
    public void take(String name, String text) {
        MappingText changed = MappingText.of(file(name), text);
        CompiledMapping compiled = CompiledMapping.of(changed, clock);
        taken().put(name, changed);
        Mapping inUse = loaded.get(name);
        if (inUse != null) {
            inUse.take(compiled);
        }
    }

    /** There is no such mapping any more. */
    public void forget(String name) {
        taken().remove(name);
        loaded.remove(name);
    }

    /** The texts in use, by name. */
    public Map<String, String> texts() {
        return taken().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue()
                .text()));
    }

    private Map<String, MappingText> taken() {
        return Objects.requireNonNull(kept, "these follow their files");
    }

    /** The names of all mappings, sorted, whether they compile or not; empty without a folder. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The mapping of that name, compiled at the first call and the same one ever after.
     *
     * @throws MappingException if there is none, or it does not compile
     */
    public Mapping mapping(String name) {
        return loaded.computeIfAbsent(name, this::load);
    }

    /**
     * A mapping as somebody is writing it, for whoever asks and for nobody else: no route ever applies it.
     *
     * @param name of the mapping that it may become; faults are told as if it stood in that one's file
     * @throws MappingException if it does not compile
     */
    public EventMapping draft(String name, String text) {
        return CompiledMapping.draft(MappingText.of(file(name), text), clock);
    }

    /**
     * What stands in the file of the mapping of that name now, even if it does not compile.
     *
     * @throws MappingException if it cannot be read
     */
    public String text(String name) {
        return MappingText.read(file(name), path(name)).text();
    }

    /** The file of the mapping of that name, below the bridge's home. */
    public static String file(String name) {
        return FOLDER + "/" + name + ENDING;
    }

    private Mapping load(String name) {
        if (kept != null) {
            MappingText text = kept.get(name);
            if (text == null) {
                throw new MappingException(new Place(file(name), 1, 1), "there is no such mapping in use");
            }
            return new Mapping(name, text, clock);
        }
        return new Mapping(name, file(name), path(name), clock, changes);
    }

    private Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new MappingException(
                    new Place(file(name), 1, 1), "a mapping's name is of letters, digits, - and _ only");
        }
        return folder.resolve(name + ENDING);
    }
}
