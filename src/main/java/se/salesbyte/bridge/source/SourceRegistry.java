package se.salesbyte.bridge.source;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The sources of this process. Routes register and unregister theirs, the intake asks on every call; any thread may do
 * either. A name once known stays known: its sender is asked to wait (503), never told that there is nothing (404),
 * which makes some providers drop the webhook for good.
 */
public final class SourceRegistry {
    private final ConcurrentMap<String, KnownSource> sources = new ConcurrentSkipListMap<>();
    private final Set<String> swapping = ConcurrentHashMap.newKeySet();

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
        sources.merge(source.name(), new KnownSource(source.name(), state, source), this::replaced);
    }

    private KnownSource replaced(KnownSource before, KnownSource now) {
        if (before.state() != SourceState.STOPPED && !swapping.remove(now.name())) {
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
        sources.computeIfPresent(
                name,
                (key, before) ->
                        swapping.contains(name) ? before : new KnownSource(name, SourceState.STOPPED, before.source()));
    }

    /**
     * Lets sources be registered anew while they go on receiving as they do: their routes change. One swap at a time, which
     * may begin again.
     */
    public void beginSwap(Collection<String> names) {
        swapping.addAll(names);
    }

    /** Stops those that were not registered anew. */
    public void endSwap() {
        for (String name : List.copyOf(swapping)) {
            swapping.remove(name);
            unregister(name);
        }
    }
}
