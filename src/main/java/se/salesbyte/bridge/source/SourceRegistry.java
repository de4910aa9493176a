package se.salesbyte.bridge.source;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The sources of this process. Routes register and unregister theirs, the intake asks on every call; any thread may do
 * either. A name once known stays known: its sender is asked to wait (503), never told that there is nothing (404),
 * which makes some providers drop the webhook for good.
 */
public final class SourceRegistry {
    private final ConcurrentMap<String, KnownSource> sources = new ConcurrentSkipListMap<>();

    /** The source of this name as it stands now; empty if nobody ever heard of it. */
    public Optional<KnownSource> find(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /** Every known source, by name. */
    public List<KnownSource> all() {
        return List.copyOf(sources.values());
    }

    /** Adds names known from earlier runs as stopped; those that are known already stay as they are. */
    public void remember(Collection<String> names) {
        names.forEach(name -> sources.putIfAbsent(name, new KnownSource(name, SourceState.STOPPED, null)));
    }

    /**
     * Lets a source receive: running if it has a secret.
     *
     * @throws SourceTakenException if it is registered already
     */
    public void register(Source source) {
        SourceState state = source.secrets().isEmpty() ? SourceState.NO_SECRET : SourceState.RUNNING;
        sources.merge(source.name(), new KnownSource(source.name(), state, source), SourceRegistry::replaced);
    }

    private static KnownSource replaced(KnownSource before, KnownSource now) {
        if (before.state() != SourceState.STOPPED) {
            throw new SourceTakenException(now.name());
        }
        return now;
    }

    /** Gives a source without a secret the one that was agreed in a handshake; it receives from now on. */
    public void agree(String name, String secret) {
        sources.computeIfPresent(
                name,
                (key, before) -> before.source() == null || before.state() == SourceState.STOPPED
                        ? before
                        : new KnownSource(
                                name, SourceState.RUNNING, before.source().withAgreed(secret)));
    }

    /** Stops a source, as its route stops; it stays known. Nothing happens if it is not. */
    public void unregister(String name) {
        sources.computeIfPresent(name, (key, before) -> new KnownSource(name, SourceState.STOPPED, before.source()));
    }
}
