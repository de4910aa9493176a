package se.salesbyte.bridge.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private final Path home;

    SettingsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void withoutAFileAllDefaultsHold() {
        Settings settings = Settings.load(home, Map.of(), Map.of(), Given.LEAD_NAMES);
        assertThat(settings.publicListener()).isEqualTo(new ListenerSettings("0.0.0.0", 8080));
        assertThat(settings.managementListener()).isEqualTo(new ListenerSettings("127.0.0.1", 8081));
        assertThat(settings.consolePassword()).isEmpty();
        assertThat(settings.shutdownTimeout()).isEqualTo(Duration.ofSeconds(40));
        assertThat(settings.intake())
                .isEqualTo(new IntakeSettings(
                        1024 * 1024,
                        Duration.ofHours(24),
                        Optional.empty(),
                        Duration.ofSeconds(30),
                        10_000,
                        64 * 1024 * 1024,
                        2_000_000,
                        64 * 1024 * 1024));
        assertThat(settings.defaultRegion()).isEqualTo("SE");
        assertThat(settings.retrySchedule())
                .startsWith(Duration.ofSeconds(5))
                .endsWith(Duration.ofHours(12))
                .hasSize(9);
        assertThat(settings.hold()).isEqualTo(new HoldSettings(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(settings.callbackAllowPrivate()).isTrue();
        assertThat(settings.callback()).isEqualTo(new ReceiverSettings(Optional.empty(), Optional.empty()));
        assertThat(settings.notification()).isEqualTo(new ReceiverSettings(Optional.empty(), Optional.empty()));
        assertThat(settings.salesByte())
                .isEqualTo(new SalesByteSettings(
                        URI.create("http://127.0.0.1:8081/sandbox"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        new FlowSettings(16, 0, 5, Duration.ofSeconds(30)),
                        new DoubtSettings(
                                OnDoubt.RETRY,
                                OnDoubt.HOLD,
                                Optional.empty(),
                                Duration.ofSeconds(60),
                                Optional.empty()),
                        new ProfileSettings("00000000-0000-4000-8000-000000000001", 1, Map.of("type", "sandbox")),
                        Map.of()));
    }

    @Test
    void keepsLeadsOfTheSandboxApartFromLiveOnes() {
        assertThat(new Given(home).load().storeFile()).isEqualTo(home.resolve("data/sandbox.db"));
        assertThat(Given.live(home).load().storeFile()).isEqualTo(home.resolve("data/bridge.db"));
        assertThat(Given.live(home).load().dataDirectory()).isEqualTo(home.resolve("data"));
    }

    @Test
    void keepsItsDataWhereItIsTold() {
        assertThat(new Given(home).file("bridge.data=leads").load().storeFile())
                .isEqualTo(home.resolve("leads/sandbox.db"));
        assertThat(new Given(home)
                        .environment("BRIDGE_DATA", "/var/lib/leads")
                        .load()
                        .dataDirectory())
                .isEqualTo(Path.of("/var/lib/leads"));
    }

    @Test
    void readsWhenALeadIsKeptBack() {
        Settings settings = new Given(home)
                .file("bridge.freshness.max-age=3d")
                .file("bridge.quiet-hours=21:00-08:00 Europe/Stockholm")
                .load();
        assertThat(settings.hold().maxAge()).contains(Duration.ofDays(3));
        assertThat(settings.hold().quietHours())
                .contains(new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0), ZoneId.of("Europe/Stockholm")));
    }

    @Test
    void keepsLeadsForEverUnlessTold() {
        assertThat(new Given(home).load().retention().all()).isEmpty();
        assertThat(new Given(home)
                        .file("bridge.retention=none")
                        .load()
                        .retention()
                        .all())
                .isEmpty();
        assertThat(new Given(home)
                        .file("bridge.retention=90d")
                        .load()
                        .retention()
                        .all())
                .contains(Duration.ofDays(90));
    }

    @Test
    void keepsLeadsOfOneStateAsLongAsAllUnlessTold() {
        RetentionSettings retention = new Given(home)
                .file("bridge.retention=90d")
                .file("bridge.retention.skipped=7d")
                .file("bridge.retention.failed=none")
                .load()
                .retention();
        assertThat(retention.delivered()).contains(Duration.ofDays(90));
        assertThat(retention.discarded()).contains(Duration.ofDays(90));
        assertThat(retention.skipped()).contains(Duration.ofDays(7));
        assertThat(retention.failed()).isEmpty();
    }

    @Test
    void readsWhatBecomesOfALeadInDoubt() {
        Settings settings = new Given(home)
                .file("salesbyte.on-server-error=hold")
                .file("salesbyte.on-unknown=retry")
                .load();
        assertThat(settings.salesByte().doubt().onServerError()).isEqualTo(OnDoubt.HOLD);
        assertThat(settings.salesByte().doubt().onUnknown()).isEqualTo(OnDoubt.RETRY);
    }

    @Test
    void asksSalesByteInDoubtWhereThereIsATokenToAskWith() {
        DoubtSettings doubt = new Given(home)
                .file("salesbyte.api-token=t0ken")
                .file("salesbyte.marker-field=custom_field_10")
                .load()
                .salesByte()
                .doubt();
        assertThat(doubt.onServerError()).isEqualTo(OnDoubt.VERIFY);
        assertThat(doubt.onUnknown()).isEqualTo(OnDoubt.VERIFY);
        assertThat(doubt.markerField()).contains("custom_field_10");
    }

    @Test
    void keepsMessagesOutOfPrivateNetworksWhenLiveUnlessTold() {
        assertThat(Given.live(home).load().callbackAllowPrivate()).isFalse();
        assertThat(Given.live(home)
                        .file("bridge.callback.allow-private=true")
                        .load()
                        .callbackAllowPrivate())
                .isTrue();
        assertThat(new Given(home)
                        .file("bridge.callback.allow-private=false")
                        .load()
                        .callbackAllowPrivate())
                .isFalse();
    }

    @Test
    void writesNothing() throws IOException {
        new Given(home).load();
        try (var files = Files.list(home)) {
            assertThat(files).containsExactly(home.resolve("application.properties"));
        }
    }

    @Test
    void readsTheFileAsUtf8WithOrWithoutByteOrderMark() {
        Settings settings =
                new Given(home).file("\uFEFFsalesbyte.lead.tag-1=Åre").load();
        assertThat(settings.salesByte().mainProfile().lead()).containsEntry("tag-1", "Åre");
    }

    @Test
    void systemPropertyWinsOverEnvironmentAndThatOverTheFile() {
        Given given = new Given(home).file("salesbyte.timeout=1s");
        assertThat(given.load().salesByte().timeout()).isEqualTo(Duration.ofSeconds(1));
        given.environment("SALESBYTE_TIMEOUT", "2s");
        assertThat(given.load().salesByte().timeout()).isEqualTo(Duration.ofSeconds(2));
        given.systemProperty("salesbyte.timeout", "3s");
        assertThat(given.load().salesByte().timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void blankCountsAsNotSet() {
        Settings settings = new Given(home)
                .file("salesbyte.timeout=1s")
                .file("bridge.default-region=")
                .environment("SALESBYTE_TIMEOUT", " ")
                .load();
        assertThat(settings.salesByte().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.defaultRegion()).isEqualTo("SE");
        assertThat(settings.property("bridge.default-region")).contains("SE");
    }

    @Test
    void stripsWhatSurroundsAValue() {
        Settings settings = new Given(home)
                .environment("BRIDGE_CONSOLE_PASSWORD", "correct horse\n")
                .load();
        assertThat(settings.consolePassword()).contains("correct horse");
    }

    @ParameterizedTest
    @CsvSource({
        "CAMEL_SERVER_HOST, 127.0.0.2, camel.server.host",
        "CAMEL_SERVER_PORT, 9090, camel.server.port", // Camel itself skips names that end in _PORT
        "CAMEL_MANAGEMENT_HOST, ::1, camel.management.host",
        "CAMEL_MANAGEMENT_PORT, 9091, camel.management.port"
    })
    void tellsCamelTheListenersOfTheEnvironment(String variable, String value, String key) {
        Settings settings = new Given(home).environment(variable, value).load();
        assertThat(settings.camelProperties()).containsEntry(key, value);
        assertThat(settings.property(key)).contains(value);
    }

    @Test
    void handsOnWhatIsMeantForCamel() {
        Settings settings = new Given(home)
                .file("camel.main.name=bridge")
                .file("camel.main.description=")
                .file("typeform.form=4711")
                .environment("CAMEL_MAIN_NAME", "bridge-2")
                .systemProperty("camel.main.durationMaxSeconds", "1")
                .load();
        assertThat(settings.camelProperties())
                .containsOnly(
                        entry("camel.main.name", "bridge-2"),
                        entry("camel.main.description", ""),
                        entry("camel.main.durationMaxSeconds", "1"),
                        entry("camel.server.host", "0.0.0.0"),
                        entry("camel.server.port", "8080"),
                        entry("camel.management.host", "127.0.0.1"),
                        entry("camel.management.port", "8081"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:8081/sandbox",
        "localhost, http://localhost:8081/sandbox",
        "::1, http://[::1]:8081/sandbox",
        "10.1.2.3, http://10.1.2.3:8081/sandbox",
        "0.0.0.0, http://127.0.0.1:8081/sandbox", // a wildcard is no address to call
        "::, http://127.0.0.1:8081/sandbox"
    })
    void callsTheSandboxWhereItListens(String host, URI url) {
        Settings settings = new Given(home)
                .file("camel.management.host=" + host)
                .file("bridge.console.password=correct horse")
                .load();
        assertThat(settings.salesByte().url()).isEqualTo(url);
    }

    @Test
    void readsWhoIsTold() {
        Settings settings = new Given(home)
                .file("bridge.callback.url=https://crm.example.com/done")
                .environment("BRIDGE_CALLBACK_SECRET", "whsec_YWJj")
                .file("bridge.notify.url=http://10.0.0.1/alarm")
                .load();
        assertThat(settings.callback())
                .isEqualTo(new ReceiverSettings(
                        Optional.of(URI.create("https://crm.example.com/done")), Optional.of("whsec_YWJj")));
        assertThat(settings.notification().url()).contains(URI.create("http://10.0.0.1/alarm"));
    }

    @Test
    void readsTheRetrySchedule() {
        assertThat(new Given(home)
                        .environment("BRIDGE_RETRY_SCHEDULE", "1s, 1m")
                        .load()
                        .retrySchedule())
                .isEqualTo(List.of(Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }

    @Test
    void findsAnyPlaceholderByItsTwin() {
        Settings settings = new Given(home)
                .file("hubspot.portal=1")
                .file("hubspot.empty=")
                .environment("HUBSPOT_ACCESS_TOKEN", "pat-1")
                .load();
        assertThat(settings.property("hubspot.portal")).contains("1");
        assertThat(settings.property("hubspot.access-token")).contains("pat-1");
        assertThat(settings.property("hubspot.empty")).contains("");
        assertThat(settings.property("hubspot.nothing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridge.callback.secret", "bridge.public-url", "salesbyte.uuid"})
    void aPlaceholderOfASettingResolvesToNothingWhenItIsNotSet(String key) {
        assertThat(new Given(home).load().property(key)).contains("");
    }

    @Test
    void leavesForeignVariablesAlone() {
        Settings settings = new Given(home)
                .environment("BRIDGE_HOME", home.toString())
                .environment("BRIDGE_NETWORK", "br0")
                .environment("SALESBYTE_TIMEOT", "1s")
                .environment("AWS_PROFILE", "prod")
                .environment("OAUTH_CALLBACK_URL", "/done")
                .load();
        assertThat(settings.salesByte().timeout()).isEqualTo(Duration.ofSeconds(30));
    }
}
