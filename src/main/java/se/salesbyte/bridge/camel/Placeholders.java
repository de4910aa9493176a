package se.salesbyte.bridge.camel;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.spi.PropertiesSource;

/** What {@code {{key}}} stands for in a route: a setting. Camel's own {@code {{env:NAME}}} and the like never come here. */
record Placeholders(Function<String, Optional<String>> settings) implements PropertiesSource {
    /**
     * Camel's functions of vaults. Without the library of one Camel takes {@code {{aws:name}}} for a key with a default, and the
     * name of the secret for the secret.
     */
    private static final Set<String> VAULTS =
            Set.of("aws", "azure", "configmap", "cyberark", "gcp", "hashicorp", "ibm", "secret", "spring");

    @Override
    public String getName() {
        return "settings";
    }

    /** @throws IllegalArgumentException for the name of a vault */
    @Override
    @SuppressWarnings("NullAway") // null is Camel's word for "not here"
    public String getProperty(String key) {
        if (VAULTS.contains(key)) {
            throw new IllegalArgumentException("{{" + key + ":…}} needs a library that does not come with the bridge:"
                    + " name a setting, and its file by an environment variable with _FILE after its name");
        }
        return settings.apply(key).orElse(null);
    }
}
