package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in files of their own, as Docker, Kubernetes and systemd hand secrets over. */
class ValueFilesTest {
    private final Path home;

    ValueFilesTest(@TempDir Path home) {
        this.home = home;
    }

    @ParameterizedTest
    @ValueSource(strings = {"from-a-file", "from-a-file\n", "from-a-file\r\n"})
    void takesTheValueWithoutTheEndOfItsLine(String content) {
        Settings settings = Given.live(home)
                .environment("SALESBYTE_UUID_FILE", file("uuid", content))
                .load();
        assertThat(settings.salesByte().mainProfile().uuid()).isEqualTo("from-a-file");
    }

    @Test
    void winsOverApplicationPropertiesAndLosesToASystemProperty() {
        Given given = new Given(home)
                .file("salesbyte.timeout=11s")
                .file("salesbyte.connect-timeout=2s")
                .environment("SALESBYTE_TIMEOUT_FILE", file("timeout", "12s\n"))
                .environment("SALESBYTE_CONNECT_TIMEOUT_FILE", file("connect", "3s\n"))
                .systemProperty("salesbyte.connect-timeout", "4s");
        assertThat(given.load().salesByte().timeout()).hasSeconds(12);
        assertThat(given.load().salesByte().connectTimeout()).hasSeconds(4);
    }

    @Test
    void holdsSecretsOfSourcesAndPlaceholdersOfRoutes() {
        Settings settings = new Given(home)
                .environment("TYPEFORM_SECRET_FILE", file("typeform", "new,old\n"))
                .environment("CRM_KEY_FILE", file("crm", "k1\n"))
                .load();
        assertThat(settings.source("typeform").secrets()).containsExactly("new", "old");
        assertThat(settings.property("crm.key")).contains("k1");
    }

    @Test
    void isNamedAsTheOriginAndMaskedWhereItMayBeASecret() {
        Settings settings = new Given(home)
                .environment("SALESBYTE_UUID_FILE", file("uuid", "hush"))
                .load();
        assertThat(settings.resolved(List.of()))
                .contains(new ResolvedSetting("salesbyte.uuid", "***", "environment: SALESBYTE_UUID_FILE"));
    }

    @Test
    void isFoundFromTheHomeWhereThePathIsNotAbsolute() {
        file("uuid", "near");
        Settings settings =
                Given.live(home).environment("SALESBYTE_UUID_FILE", "uuid").load();
        assertThat(settings.salesByte().mainProfile().uuid()).isEqualTo("near");
    }

    @Test
    void mustNotBeSetBesideItsTwin() {
        assertThat(new Given(home)
                        .environment("SALESBYTE_TIMEOUT", "10s")
                        .environment("SALESBYTE_TIMEOUT_FILE", file("timeout", "11s"))
                        .faults())
                .containsExactly("environment: SALESBYTE_TIMEOUT and SALESBYTE_TIMEOUT_FILE are both set:"
                        + " unset one of them");
    }

    @Test
    void isToldWhereItIsMissingAndNothingElseWithIt() {
        assertThat(new Given(home)
                        .file("salesbyte.url=https://app.salesbyte.se")
                        .file("salesbyte.quote-profile-id=42")
                        .file("salesbyte.lead.type=web")
                        .environment("SALESBYTE_UUID_FILE", "/run/secrets/none")
                        .faults())
                .containsExactly("environment: SALESBYTE_UUID_FILE names /run/secrets/none, which is no file:"
                        + " write the path of a file with the value");
    }

    @Test
    void isToldWhereItHoldsNoText() throws IOException {
        Path latin = Files.write(home.resolve("latin"), "lösen".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(new Given(home)
                        .environment("BRIDGE_CALLBACK_SECRET_FILE", latin.toString())
                        .environment("BRIDGE_NOTIFY_SECRET_FILE", file("empty", " \n"))
                        .environment("BRIDGE_STORE_PASSWORD_FILE", file("large", "x".repeat(64 * 1024 + 1)))
                        .faults())
                .containsExactly(
                        "environment: BRIDGE_CALLBACK_SECRET_FILE names " + latin
                                + ", which is not UTF-8: save that file as UTF-8",
                        "environment: BRIDGE_NOTIFY_SECRET_FILE names " + home.resolve("empty")
                                + ", which is empty: write the value into that file",
                        "environment: BRIDGE_STORE_PASSWORD_FILE names " + home.resolve("large")
                                + ", which has more than 64 KiB: name the file of the value");
    }

    @Test
    void isLookedForOnlyWhereASettingAsks() {
        Settings settings = new Given(home)
                .environment("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/none")
                .environment("TYPEFORM_SECRET_FILE", "/run/secrets/none")
                .load();
        assertThatThrownBy(() -> settings.source("typeform"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("environment: TYPEFORM_SECRET_FILE names /run/secrets/none, which is no file:"
                        + " write the path of a file with the value");
    }

    private String file(String name, String content) {
        try {
            return Files.writeString(home.resolve(name), content).toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
