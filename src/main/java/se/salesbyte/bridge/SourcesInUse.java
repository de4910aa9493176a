package se.salesbyte.bridge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceState;

/**
 * The sources that a site uses, of the many that come with the bridge: those that it wrote itself, has set something of, or
 * had events from. What is wrong with one of these is told at every start; the others keep quiet.
 *
 * @param all every known source, by name
 * @param names of those in use
 */
record SourcesInUse(List<KnownSource> all, Set<String> names) {
    private static final Logger LOG = LoggerFactory.getLogger(SourcesInUse.class);
    private static final String SANDBOX = "sandbox";

    /** @param lastEvents of each source that had any; null values count as none */
    static SourcesInUse of(Settings settings, List<KnownSource> sources, Map<String, @Nullable Instant> lastEvents) {
        return new SourcesInUse(
                sources,
                sources.stream()
                        .filter(source -> settings.source(source.name()).isTouched()
                                || lastEvents.get(source.name()) != null
                                || !comesWithTheBridge(source))
                        .map(KnownSource::name)
                        .collect(Collectors.toSet()));
    }

    boolean contains(KnownSource source) {
        return names.contains(source.name());
    }

    /** Says which cannot take events for want of a secret. */
    void tellMissingSecrets() {
        all.stream()
                .filter(source -> source.state() == SourceState.NO_SECRET && contains(source))
                .filter(source ->
                        source.source() == null || !source.source().secrets().byHandshake())
                .forEach(source -> LOG.error("A source has no secret and answers 503: set {}.secret", source.name()));
    }

    /**
     * The settings are checked already; a route may have a secret of its own.
     *
     * @throws IllegalStateException if it is the one of the sandbox
     */
    void refuseSandboxSecret() {
        for (KnownSource known : all) {
            Source source = known.source();
            if (source != null && source.secrets().accepted().contains(SANDBOX)) {
                throw new IllegalStateException("the route of " + source.name()
                        + " has the secret of the sandbox: write {{" + source.name() + ".secret}} there");
            }
        }
    }

    private static boolean comesWithTheBridge(KnownSource known) {
        Source source = known.source();
        return source == null
                || Presets.SHIPPED
                        .named(known.name())
                        .filter(shipped ->
                                shipped.title().equals(source.preset().title()))
                        .isPresent();
    }
}
