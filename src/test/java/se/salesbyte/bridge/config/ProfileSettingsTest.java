package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileSettingsTest {
    private final Path home;

    ProfileSettingsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void readsTheMainProfileOfALiveBridge() {
        SalesByteSettings salesByte = Given.live(home).load().salesByte();
        assertThat(salesByte.url()).isEqualTo(URI.create("https://app.salesbyte.se"));
        assertThat(salesByte.mainProfile()).isEqualTo(new ProfileSettings("3f2b9c1e-main", 42, Map.of("type", "web")));
    }

    @Test
    void readsLeadDefaultsOfTheEnvironmentAlone() {
        ProfileSettings profile = new Given(home)
                .environment("SALESBYTE_LEAD_CHAT_ENABLED", "true")
                .environment("SALESBYTE_LEAD_TAG_1", "web")
                .environment("SALESBYTE_LEAD_TAG_2", "")
                .load()
                .salesByte()
                .mainProfile();
        assertThat(profile.lead()).isEqualTo(Map.of("type", "sandbox", "chat-enabled", "true", "tag-1", "web"));
    }

    @Test
    void aNamedProfileSaysOnlyWhatDiffers() {
        ProfileSettings north = Given.live(home)
                .file("salesbyte.lead.tag-1=all")
                .file("salesbyte.lead.tag-2=main")
                .file("salesbyte.profiles.north-west.uuid=3f2b9c1e-north")
                .file("salesbyte.profiles.north-west.quote-profile-id=43")
                .file("salesbyte.profiles.north-west.lead.tag-2=north")
                .load()
                .salesByte()
                .profiles()
                .get("north-west");
        assertThat(north)
                .isEqualTo(new ProfileSettings(
                        "3f2b9c1e-north", 43, Map.of("type", "web", "tag-1", "all", "tag-2", "north")));
    }

    @Test
    void theEnvironmentChangesAProfileThatTheFileNames() {
        ProfileSettings north = Given.live(home)
                .file("salesbyte.profiles.north-west.quote-profile-id=43")
                .environment("SALESBYTE_PROFILES_NORTH_WEST_UUID", "3f2b9c1e-north")
                .environment("SALESBYTE_PROFILES_NORTH_WEST_LEAD_TAG_1", "north")
                .load()
                .salesByte()
                .profiles()
                .get("north-west");
        assertThat(north).isEqualTo(new ProfileSettings("3f2b9c1e-north", 43, Map.of("type", "web", "tag-1", "north")));
    }

    @Test
    void theEnvironmentAloneAddsNoProfile() {
        Given given = new Given(home).environment("SALESBYTE_PROFILES_NORTH_UUID", "3f2b9c1e-north");
        assertThat(given.load().salesByte().profiles()).isEmpty();
    }

    @Test
    void aNamedProfileNeedsNothingInTheSandbox() {
        Given given = new Given(home).file("salesbyte.profiles.north.lead.tag-1=north");
        assertThat(given.load().salesByte().profiles().get("north"))
                .isEqualTo(new ProfileSettings(
                        "00000000-0000-4000-8000-000000000001", 1, Map.of("type", "sandbox", "tag-1", "north")));
    }
}
