package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFaultsTest {
    private final Path home;

    SettingsFaultsTest(@TempDir Path home) {
        this.home = home;
    }

    @ParameterizedTest
    @ValueSource(strings = {"salesbyte.on-unknown", "salesbyte.on-server-error"})
    void asksForATokenToVerifyWith(String key) {
        assertThat(new Given(home).file(key + "=verify").faults())
                .containsExactly("application.properties: " + key
                        + " is \"verify\": set salesbyte.api-token too, the token of SalesByte's Quotes API");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridge.dedupe.window", "bridge.duplicate.window"})
    void keepsLeadsForAsLongAsTheyAreRecognised(String window) {
        assertThat(new Given(home)
                        .file("bridge.retention=2d")
                        .file(window + "=3d")
                        .faults())
                .containsExactly("application.properties: bridge.retention is \"172800s\": write 259200s or more,"
                        + " as long as " + window);
    }

    @ParameterizedTest
    @ValueSource(strings = {"salesbyte.uuid", "typeform.secret"})
    void takesNoFunctionOfCamelForASecret(String key) {
        assertThat(new Given(home).file(key + "={{aws:bridge/secret}}").faults())
                .containsExactly("application.properties: " + key
                        + " is a function of Camel, which counts in a route only: write the value, or set a variable with"
                        + " _FILE after its name to the path of a file that holds it");
    }

    @Test
    void namesPlaceValueAndRemedy() {
        assertThat(new Given(home).file("salesbyte.timeout=1 minute").faults())
                .containsExactly("application.properties: salesbyte.timeout is \"1 minute\":"
                        + " write a duration such as 500ms, 30s or 5m");
        assertThat(new Given(home).environment("SALESBYTE_TIMEOUT", "1 minute").faults())
                .containsExactly("environment: SALESBYTE_TIMEOUT is \"1 minute\":"
                        + " write a duration such as 500ms, 30s or 5m");
        assertThat(new Given(home)
                        .systemProperty("salesbyte.timeout", "1 minute")
                        .faults())
                .containsExactly("system property: salesbyte.timeout is \"1 minute\":"
                        + " write a duration such as 500ms, 30s or 5m");
    }

    @Test
    void tellsAllFaultsTogether() {
        Given given = new Given(home)
                .file("salesbyte.url=http://app.salesbyte.se")
                .file("salesbyte.timeot=1s")
                .file("bridge.intake.max-body=1MB")
                .environment("CAMEL_SERVER_PORT", "tcp://10.0.0.1:80")
                .file("hubspot.profile=north");
        assertThat(given.faults())
                .hasSize(8)
                .anyMatch(fault -> fault.startsWith("application.properties: salesbyte.url is \"http://app.sales"))
                .anyMatch(fault -> fault.startsWith("application.properties: salesbyte.uuid is missing"))
                .anyMatch(fault -> fault.startsWith("application.properties: salesbyte.quote-profile-id is missing"))
                .anyMatch(fault -> fault.startsWith("application.properties: salesbyte.lead.type is missing"))
                .anyMatch(fault -> fault.startsWith("application.properties: salesbyte.timeot is no setting"))
                .anyMatch(fault -> fault.startsWith("application.properties: bridge.intake.max-body is \"1MB\""))
                .anyMatch(fault -> fault.startsWith("environment: CAMEL_SERVER_PORT is \"tcp://10.0.0.1:80\""))
                .anyMatch(fault -> fault.startsWith("application.properties: hubspot.profile is \"north\""));
        assertThatThrownBy(given::load).hasMessage(String.join(System.lineSeparator(), given.faults()));
    }

    @ParameterizedTest
    @CsvSource({
        "camel.server.port, 0",
        "camel.server.port, 65536",
        "camel.management.port, 99999999999999999999",
        "camel.server.host, http://localhost",
        "bridge.shutdown.timeout, 40",
        "bridge.intake.max-body, 0",
        "bridge.dedupe.window, forever",
        "bridge.retention, 23h",
        "bridge.retention, forever",
        "bridge.retention.failed, 23h",
        "bridge.public-url, leads.example.com",
        "bridge.default-region, Sweden",
        "bridge.default-region, se",
        "bridge.retry.schedule, 5s;30s",
        "salesbyte.connect-timeout, 0s",
        "salesbyte.max-concurrency, 0",
        "salesbyte.max-concurrency, 1001",
        "salesbyte.on-server-error, ask",
        "salesbyte.marker-field, custom_field_11",
        "salesbyte.rate-limit, fast",
        "salesbyte.configuration-limit, 0",
        "salesbyte.breaker.wait, 0s",
        "bridge.duplicate.window, 10",
        "salesbyte.on-unknown, Retry",
        "bridge.callback.allow-private, yes",
        "bridge.freshness.max-age, 0s",
        "bridge.quiet-hours, 21:00-08:00",
        "bridge.quiet-hours, 08:00-08:00 Europe/Stockholm",
        "bridge.quiet-hours, 21:00-25:00 Europe/Stockholm",
        "bridge.quiet-hours, 21-8 Europe/Stockholm",
        "bridge.quiet-hours, 21:00-08:00 Europe/Stokholm"
    })
    void showsAValueThatCannotBeUsed(String key, String value) {
        assertThat(new Given(home).file(key + "=" + value).faults())
                .singleElement()
                .asString()
                .startsWith("application.properties: " + key + " is \"" + value + "\": write ");
    }

    @ParameterizedTest
    @CsvSource({
        "salesbyte.timeot, salesbyte.timeout",
        "salesbyte.connectTimeout, salesbyte.connect-timeout",
        "salesbyte.lead.tag1, salesbyte.lead.tag-1",
        "salesbyte.lead.chat_enabled, salesbyte.lead.chat-enabled",
        "salesbyte.profiles.north.uid, salesbyte.profiles.north.uuid",
        "salesbyte.profiles.north.lead.tag-3, salesbyte.profiles.north.lead.tag-1",
        "salesbyte.profiles.uuid, salesbyte.profiles.<name>.uuid",
        "bridge.dedup.window, bridge.dedupe.window",
        "bridge.publicurl, bridge.public-url",
        "bridge.notify.URL, bridge.notify.url"
    })
    void namesTheNearestKey(String unknown, String nearest) {
        assertThat(new Given(home).file(unknown + "=").faults())
                .containsExactly("application.properties: " + unknown + " is no setting: the nearest is " + nearest);
    }

    @Test
    void anUnknownSystemPropertyOfOursIsAFaultToo() {
        assertThat(new Given(home).systemProperty("bridge.notify.uri", "x").faults())
                .containsExactly("system property: bridge.notify.uri is no setting: the nearest is bridge.notify.url");
    }

    @Test
    void liveModeNeedsWhatSalesByteAsksFor() {
        assertThat(new Given(home)
                        .file("salesbyte.url=https://app.salesbyte.se")
                        .faults())
                .extracting(fault -> fault.substring(0, fault.indexOf(':', 30)))
                .containsExactly(
                        "application.properties: salesbyte.uuid is missing",
                        "application.properties: salesbyte.quote-profile-id is missing",
                        "application.properties: salesbyte.lead.type is missing");
    }

    @Test
    void liveModeNeedsTheSameOfEveryNamedProfile() {
        assertThat(Given.live(home)
                        .file("salesbyte.profiles.north.lead.tag-1=n")
                        .faults())
                .containsExactly(
                        "application.properties: salesbyte.profiles.north.uuid is missing: set it, or salesbyte.url"
                                + " to sandbox; with any other salesbyte.url it is required",
                        "application.properties: salesbyte.profiles.north.quote-profile-id is missing: set it, or"
                                + " salesbyte.url to sandbox; with any other salesbyte.url it is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "bridge.example.com"})
    void othersReachTheConsoleOnlyWithAPassword(String host) {
        assertThat(new Given(home).file("camel.management.host=" + host).faults())
                .containsExactly("application.properties: bridge.console.password is missing: write at least 8"
                        + " characters, or set camel.management.host to 127.0.0.1; others than this machine may reach "
                        + host);
        assertThat(new Given(home)
                        .file("camel.management.host=" + host)
                        .environment("BRIDGE_CONSOLE_PASSWORD", "12345678")
                        .load()
                        .consolePassword())
                .contains("12345678");
    }

    @Test
    void aShortPasswordIsAFaultAnywhere() {
        assertThat(new Given(home).file("bridge.console.password=1234567").faults())
                .containsExactly(
                        "application.properties: bridge.console.password is not valid: write at least 8 characters");
    }

    @Test
    void theListenersNeedAPortEach() {
        assertThat(new Given(home).environment("CAMEL_SERVER_PORT", "8081").faults())
                .containsExactly("application.properties: camel.management.port is \"8081\":"
                        + " write another port than that of camel.server.port");
    }

    @Test
    void aStopWaitsLongerThanACall() {
        assertThat(new Given(home).file("salesbyte.timeout=1m").faults())
                .containsExactly("application.properties: bridge.shutdown.timeout is \"40s\":"
                        + " write 65s or more, 5s more than salesbyte.timeout");
        assertThat(new Given(home)
                        .file("salesbyte.timeout=1m")
                        .file("bridge.shutdown.timeout=65s")
                        .load()
                        .shutdownTimeout())
                .hasSeconds(65);
    }

    @ParameterizedTest
    @CsvSource({
        "salesbyte.url, https://user:s3cret@app.salesbyte.se",
        "salesbyte.url, http://app.salesbyte.se?uuid=s3cret",
        "salesbyte.url, http://app.salesbyte.se#s3cret",
        "salesbyte.quote-profile-id, s3cret", // the uuid in the wrong line
        "salesbyte.timeout, s3cret78-1234-4123-8123-123456789012",
        "bridge.console.password, s3cret",
        "bridge.public-url, https://leads.example.com?token=s3cret",
        "bridge.callback.url, crm.example.com/s3cret",
        "bridge.notify.url, ftp://crm.example.com/s3cret",
        "bridge.callback.secrets, s3cret", // unknown keys show no value at all
        "salesbyte.api-tokens, s3cret",
        "hubspot.callback-url, crm.example.com/s3cret",
        "hubspot.profile, s3cret78-1234-4123-8123-123456789012"
    })
    void neverShowsASecret(String key, String value) {
        assertThatThrownBy(() -> new Given(home).file(key + "=" + value).load())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("application.properties: " + key)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void recordsWithSecretsDoNotPrintThem() {
        Settings settings = Given.live(home)
                .file("bridge.callback.url=https://crm.example.com/s3cret")
                .file("bridge.callback.secret=s3cret")
                .file("hubspot.secret=s3cret")
                .file("hubspot.callback-url=https://crm.example.com/s3cret")
                .load();
        assertThat(List.of(settings.callback(), settings.source("hubspot"), settings.salesByte()))
                .asString()
                .doesNotContain("s3cret", "3f2b9c1e-main");
    }

    @Test
    void refusesAHomeThatIsNotThere() {
        Path missing = home.resolve("missing");
        assertThatThrownBy(() -> Settings.load(missing, Map.of(), Map.of(), Given.LEAD_NAMES))
                .hasMessage("BRIDGE_HOME is \"" + missing + "\": name a folder that exists");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.write(home.resolve("application.properties"), "#å".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Settings.load(home, Map.of(), Map.of(), Given.LEAD_NAMES))
                .hasMessageEndingWith("application.properties is not UTF-8: save it as UTF-8");
    }

    @Test
    void refusesAFileWithABrokenEscape() {
        assertThat(new Given(home).file("hubspot.folder=C:\\users").faults())
                .singleElement()
                .asString()
                .contains("has a \\u that no four hexadecimal digits follow");
    }

    @Test
    void refusesAFileThatCannotBeRead() throws IOException {
        Files.createDirectory(home.resolve("application.properties"));
        assertThatThrownBy(() -> Settings.load(home, Map.of(), Map.of(), Given.LEAD_NAMES))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("application.properties cannot be read");
    }
}
