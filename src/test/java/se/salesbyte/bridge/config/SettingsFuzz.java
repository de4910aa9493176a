package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;

/** {@code application.properties} as nobody would write it: settings within their bounds, or all faults at once. */
public final class SettingsFuzz implements FuzzTarget {
    private static final Duration LONGEST = Duration.ofDays(100 * 365);

    private final Path home = home();

    @Override
    public void feed(FuzzInput input) {
        try {
            Files.write(home.resolve("application.properties"), input.rest());
            Settings settings = Settings.load(home, Map.of(), Map.of(), Given.LEAD_NAMES);
            settings.source("form");
            assertThat(settings.intake().maxBody()).isPositive();
            assertThat(settings.intake().timeout()).isBetween(Duration.ofMillis(1), LONGEST);
            assertThat(settings.salesByte().flow().maxConcurrency()).isPositive();
            assertThat(settings.retrySchedule())
                    .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(1), LONGEST));
        } catch (InvalidSettingsException refused) {
            assertThat(refused.faults()).isNotEmpty().allSatisfy(fault -> assertThat(fault)
                    .isNotBlank());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Path home() {
        try {
            Path home = Files.createTempDirectory("fuzz-settings");
            home.toFile().deleteOnExit();
            home.resolve("application.properties").toFile().deleteOnExit(); // goes first: the last named does
            return home;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
