package se.salesbyte.bridge.config;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells of every setting what it is and where that was set, for an operator who wonders which of three places counts. */
final class ResolveSettings {
    /** Names that others than we have given, such as Camel's. */
    private static final Pattern SECRET_BY_NAME =
            Pattern.compile("(?i).*(password|secret|token|passphrase|key|uuid).*");

    private final Lookup lookup;

    ResolveSettings(Lookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Every setting with a fixed key, then all others that are set.
     *
     * @param sources whose settings are shown if they are set, even by the environment alone
     * @param leadNames what may follow {@code salesbyte.lead.}
     */
    List<ResolvedSetting> all(Collection<String> sources, Set<String> leadNames) {
        Predicate<String> fixed = KnownSettings.BY_KEY::containsKey;
        Stream<String> free = Stream.of(
                        lookup.keys(),
                        leadNames.stream().map(name -> KnownSettings.SALESBYTE + "lead." + name),
                        sources.stream().flatMap(ReadSource::keysOf))
                .flatMap(keys -> keys)
                .filter(fixed.negate())
                .distinct()
                .sorted();
        return Stream.concat(KnownSettings.ALL.stream().map(this::fixed), free.flatMap(key -> lookup.find(key).stream()
                        .map(found -> free(key, found))))
                .toList();
    }

    private ResolvedSetting fixed(Setting<?> setting) {
        return lookup.find(setting.key())
                .map(found -> new ResolvedSetting(
                        setting.key(), found.shown(setting.format().hidden()), found.place()))
                .orElseGet(() -> new ResolvedSetting(
                        setting.key(),
                        setting.defaultText(),
                        setting.defaultText().isEmpty() ? "not set" : "default"));
    }

    private static ResolvedSetting free(String key, Found found) {
        boolean secret = SECRET_BY_NAME.matcher(key).matches() || key.endsWith("-url");
        return new ResolvedSetting(key, found.shown(secret), found.place());
    }
}
