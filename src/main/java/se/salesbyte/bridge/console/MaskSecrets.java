package se.salesbyte.bridge.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceRegistry;

/**
 * Takes secrets out of a payload before it is shown: values that are the source's secret, as some providers send it
 * along, and those under a name that secrets go by.
 */
final class MaskSecrets {
    private static final String MASKED = "***";
    private static final Set<String> NAMES = Set.of(
            "accesstoken",
            "apikey",
            "apitoken",
            "authorization",
            "clientsecret",
            "googlekey",
            "handshakekey",
            "password",
            "refreshtoken",
            "secret",
            "sessionid",
            "token",
            "verifytoken",
            "webhooksecret",
            "webhooktoken");

    private final SourceRegistry sources;

    MaskSecrets(SourceRegistry sources) {
        this.sources = sources;
    }

    /** The same tree, masked. */
    @Nullable
    Object in(String source, @Nullable Object tree) {
        return masked(tree, secretsOf(source));
    }

    /** The same text, masked; of a payload that could not be parsed. */
    String in(String source, String text) {
        String masked = text;
        for (String secret : secretsOf(source)) {
            masked = masked.replace(secret, MASKED);
        }
        return masked;
    }

    private List<String> secretsOf(String source) {
        return sources.find(source).map(KnownSource::source).map(Source::secrets).stream()
                .flatMap(secrets -> secrets.accepted().stream())
                .toList();
    }

    private static @Nullable Object masked(@Nullable Object tree, List<String> secrets) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, value) -> fields.put(
                    name, value != null && isSecretName(name) && isPlain(value) ? MASKED : masked(value, secrets)));
            return fields;
        }
        if (tree instanceof Collection<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(masked(item, secrets)));
            return items;
        }
        return tree instanceof String text && secrets.contains(text.strip()) ? MASKED : tree;
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Number;
    }

    private static boolean isSecretName(@Nullable Object name) {
        return name != null
                && NAMES.contains(name.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }
}
