package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The three places of the settings, filled line by line. */
final class Given {
    static final Set<String> LEAD_NAMES = Set.of("type", "chat-enabled", "salesperson-email", "tag-1", "tag-2");

    private final Path home;
    private final StringBuilder file = new StringBuilder();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> systemProperties = new HashMap<>();

    Given(Path home) {
        this.home = home;
    }

    static Given live(Path home) {
        return new Given(home)
                .file("salesbyte.url=https://app.salesbyte.se")
                .file("salesbyte.uuid=3f2b9c1e-main")
                .file("salesbyte.quote-profile-id=42")
                .file("salesbyte.lead.type=web");
    }

    Given file(String line) {
        file.append(line).append('\n');
        return this;
    }

    Given environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Given systemProperty(String key, String value) {
        systemProperties.put(key, value);
        return this;
    }

    Settings load() {
        try {
            Files.writeString(home.resolve("application.properties"), file);
            return Settings.load(home, environment, systemProperties, LEAD_NAMES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> faults() {
        return catchThrowableOfType(InvalidSettingsException.class, this::load).faults();
    }
}
