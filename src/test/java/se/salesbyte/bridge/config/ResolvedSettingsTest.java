package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvedSettingsTest {
    private final Path home;

    ResolvedSettingsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void tellsWhichOfThePlacesCounts() {
        Settings settings = new Given(home)
                .file("salesbyte.timeout=31s\nsalesbyte.connect-timeout=4s")
                .environment("SALESBYTE_TIMEOUT", "32s")
                .load();

        assertThat(settings.resolved(List.of()))
                .contains(
                        new ResolvedSetting("salesbyte.timeout", "32s", "environment: SALESBYTE_TIMEOUT"),
                        new ResolvedSetting("salesbyte.connect-timeout", "4s", "application.properties"),
                        new ResolvedSetting("salesbyte.max-concurrency", "16", "default"),
                        new ResolvedSetting("bridge.callback.url", "", "not set"));
    }

    @Test
    void tellsOfEverySettingWithAFixedKey() {
        assertThat(new Given(home).load().resolved(List.of()))
                .extracting(ResolvedSetting::key)
                .containsAll(KnownSettings.BY_KEY.keySet());
    }

    @Test
    void tellsOfWhatIsSetForSourcesLeadsAndCamel() {
        Settings settings = new Given(home)
                .file("typeform.rate-limit=5\nsalesbyte.lead.type=web\ncamel.main.name=bridge")
                .environment("HUBSPOT_RATE_LIMIT", "7")
                .load();

        assertThat(settings.resolved(List.of("hubspot")))
                .contains(
                        new ResolvedSetting("typeform.rate-limit", "5", "application.properties"),
                        new ResolvedSetting("hubspot.rate-limit", "7", "environment: HUBSPOT_RATE_LIMIT"),
                        new ResolvedSetting("salesbyte.lead.type", "web", "application.properties"),
                        new ResolvedSetting("camel.main.name", "bridge", "application.properties"));
    }

    @Test
    void showsNoSecret() {
        String secret = "hush-4711";
        Settings settings = new Given(home)
                .file("salesbyte.uuid=" + secret + "\nbridge.console.password=" + secret + "\nbridge.callback.secret="
                        + secret + "\nbridge.callback.url=https://x.example/" + secret + "\ntypeform.secret=" + secret
                        + "\ntypeform.callback-url=https://x.example/" + secret + "\nmeta.verify-token=" + secret
                        + "\ncamel.ssl.keystore-password=" + secret + "\nsalesbyte.profiles.north.uuid=" + secret
                        + "\nsalesbyte.profiles.north.quote-profile-id=4")
                .load();

        assertThat(settings.resolved(List.of()))
                .noneMatch(setting -> setting.value().contains(secret))
                .contains(new ResolvedSetting("typeform.secret", "***", "application.properties"));
    }
}
