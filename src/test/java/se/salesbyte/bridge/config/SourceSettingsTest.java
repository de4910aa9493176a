package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSettingsTest {
    private final Path home;

    SourceSettingsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void anUnsetSecretIsSandboxInTheSandbox() {
        Settings settings = new Given(home).file("hubspot.secret=").load();
        assertThat(settings.source("hubspot"))
                .isEqualTo(new SourceSettings(
                        List.of("sandbox"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(settings.property("hubspot.secret")).contains("sandbox");
        assertThat(settings.property("typeform.secret")).contains("sandbox");
    }

    @Test
    void anUnsetSecretIsNoneWhenLive() {
        Settings settings = Given.live(home).load();
        assertThat(settings.source("hubspot").secrets()).isEmpty();
        assertThat(settings.property("hubspot.secret")).contains("");
    }

    @Test
    void twoSecretsPassWhileOneIsRotated() {
        Settings settings =
                Given.live(home).environment("WEB_FORM_SECRET", "new, old,").load();
        assertThat(settings.source("web-form").secrets()).containsExactly("new", "old");
        assertThat(settings.property("web-form.secret")).contains("new,old");
    }

    @Test
    void readsCallbackAndProfile() {
        Settings settings = Given.live(home)
                .file("salesbyte.profiles.north.uuid=3f2b9c1e-north")
                .file("salesbyte.profiles.north.quote-profile-id=43")
                .file("hubspot.profile=north")
                .environment("HUBSPOT_CALLBACK_URL", "https://crm.example.com/hook")
                .load();
        assertThat(settings.source("hubspot").profile()).contains("north");
        assertThat(settings.source("hubspot").callbackUrl()).contains(URI.create("https://crm.example.com/hook"));
    }

    @Test
    void readsReceiversOfItsOwn() {
        SourceSettings source = Given.live(home)
                .file("hubspot.callback-secret=whsec_AQID")
                .file("hubspot.notify-url=https://crm.example.com/faults?key=k1")
                .environment("HUBSPOT_NOTIFY_SECRET", "plain")
                .load()
                .source("hubspot");
        assertThat(source.callbackSecret()).contains("whsec_AQID");
        assertThat(source.notifyUrl()).contains(URI.create("https://crm.example.com/faults?key=k1"));
        assertThat(source.notifySecret()).contains("plain");
        assertThat(source.toString()).doesNotContain("whsec", "k1", "plain");
    }

    @Test
    void wrongSettingsOfANamedSourceAreFoundAtLoad() {
        List<String> faults = new Given(home)
                .file("salesbyte.profiles.north.lead.type=n")
                .file("salesbyte.profiles.south.lead.type=s")
                .file("hubspot.profile=nrth")
                .file("typeform.callback-url=crm.example.com")
                .file("typeform.notify-url=ftp://crm.example.com")
                .environment("TYPEFORM_PROFILE", "west")
                .faults();
        assertThat(faults)
                .containsExactly(
                        "application.properties: hubspot.profile is \"nrth\": write one of north, south",
                        "application.properties: typeform.callback-url is not valid:"
                                + " write an http or https address such as https://crm.example.com/leads",
                        "application.properties: typeform.notify-url is not valid:"
                                + " write an http or https address such as https://crm.example.com/leads",
                        "environment: TYPEFORM_PROFILE is \"west\": write one of north, south");
    }

    @Test
    void aProfileNobodyDescribedIsAFault() {
        assertThat(new Given(home).file("hubspot.profile=north").faults())
                .containsExactly("application.properties: hubspot.profile is \"north\":"
                        + " describe that profile with salesbyte.profiles.<name>.uuid and .quote-profile-id");
    }

    @Test
    void wrongSettingsOfTheEnvironmentAloneAreFoundWhenTheSourceIsAskedFor() {
        Settings settings =
                new Given(home).environment("HUBSPOT_PROFILE", "north").load();
        assertThatThrownBy(() -> settings.source("hubspot"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("environment: HUBSPOT_PROFILE is \"north\": ");
    }

    @Test
    void readsByWhatARouteAsksForRecords() {
        Settings settings = Given.live(home)
                .file("hubspot.token=pat-eu1-1")
                .file("hubspot.api-url=https://eu.example.com/crm/")
                .file("typeform.api-url=")
                .load();
        assertThat(settings.source("hubspot").token()).contains("pat-eu1-1");
        assertThat(settings.source("hubspot").apiUrl()).contains(URI.create("https://eu.example.com/crm"));
        assertThat(settings.source("hubspot").toString()).doesNotContain("pat-eu1-1");
        assertThat(settings.property("hubspot.token")).contains("pat-eu1-1");
        assertThat(settings.property("hubspot.api-url")).contains("https://eu.example.com/crm");
        assertThat(settings.property("typeform.token"))
                .as("a route can be read before it is set")
                .contains("");
        assertThat(settings.property("typeform.api-url"))
                .as("the route's own default")
                .isEmpty();
    }

    @Test
    void aTokenGoesNowhereInTheOpen() {
        assertThat(new Given(home)
                        .file("hubspot.api-url=http://api.example.com")
                        .faults())
                .containsExactly("application.properties: hubspot.api-url is \"http://api.example.com\": write an https"
                        + " address such as https://api.example.com (without user, query and fragment)");
    }

    @Test
    void nothingIsLiveWithTheSecretOfTheSandbox() {
        assertThat(Given.live(home).file("hubspot.secret=new,sandbox").faults())
                .containsExactly("application.properties: hubspot.secret is the one of the sandbox:"
                        + " write the one that you share with the sender");
        Settings settings =
                Given.live(home).environment("HUBSPOT_SECRET", "sandbox").load();
        assertThatThrownBy(() -> settings.source("hubspot")).isInstanceOf(InvalidSettingsException.class);
        assertThatThrownBy(() -> settings.property("hubspot.secret")).isInstanceOf(InvalidSettingsException.class);
    }
}
