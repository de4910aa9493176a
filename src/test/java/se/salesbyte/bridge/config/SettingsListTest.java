package se.salesbyte.bridge.config;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of all settings, here, in the code and in {@code application.properties}: none may be forgotten. */
class SettingsListTest {
    private static final Path FILE = Path.of("application.properties");
    private static final Pattern COMMENTED_OUT = Pattern.compile("(?m)^#([a-z][^\\s=]*)=(.*)$");
    private static final Pattern FREE = Pattern.compile("salesbyte\\.(lead|profiles)\\..*|(typeform|meta)\\..*");
    private static final Set<String> LEAD_NAMES = Set.of(
            "type",
            "send-type",
            "chat-enabled",
            "workflows-enabled",
            "allow-customer-document-upload",
            "trigger-created-messages-to-customer",
            "salesperson-email",
            "tag-1",
            "custom-field-1");

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("camel.server.host", "0.0.0.0"),
            entry("camel.server.port", "8080"),
            entry("camel.management.host", "127.0.0.1"),
            entry("camel.management.port", "8081"),
            entry("bridge.console.password", ""),
            entry("bridge.log.format", "text"),
            entry("bridge.tracing", "off"),
            entry("bridge.reload", "auto"),
            entry("bridge.shutdown.timeout", "40s"),
            entry("bridge.data", "data"),
            entry("bridge.intake.max-body", "1MiB"),
            entry("bridge.intake.timeout", "30s"),
            entry("bridge.intake.max-connections", "10000"),
            entry("bridge.intake.body-budget", "64MiB"),
            entry("bridge.inbox.max-waiting", "2000000"),
            entry("bridge.quarantine.max-size", "64MiB"),
            entry("bridge.store.url", ""),
            entry("bridge.store.user", ""),
            entry("bridge.store.password", ""),
            entry("bridge.replica.lease", "15s"),
            entry("bridge.dedupe.window", "24h"),
            entry("bridge.retention", "none"),
            entry("bridge.retention.delivered", ""),
            entry("bridge.retention.failed", ""),
            entry("bridge.retention.skipped", ""),
            entry("bridge.retention.discarded", ""),
            entry("bridge.public-url", ""),
            entry("bridge.default-region", "SE"),
            entry("bridge.retry.schedule", "5s,30s,2m,10m,30m,1h,3h,6h,12h"),
            entry("bridge.freshness.max-age", ""),
            entry("bridge.quiet-hours", ""),
            entry("bridge.callback.url", ""),
            entry("bridge.callback.secret", ""),
            entry("bridge.callback.allow-private", ""),
            entry("bridge.notify.url", ""),
            entry("bridge.notify.secret", ""),
            entry("bridge.notify.format", "standard-webhooks"),
            entry("bridge.notify.email", ""),
            entry("bridge.mail.host", "localhost"),
            entry("bridge.mail.port", "587"),
            entry("bridge.mail.tls", "starttls"),
            entry("bridge.mail.user", ""),
            entry("bridge.mail.password", ""),
            entry("bridge.mail.from", ""),
            entry("bridge.alarm.silence", "365d"),
            entry("bridge.alarm.overdue", "60m"),
            entry("bridge.alarm.disk-free", "1GiB"),
            entry("bridge.alarm.failing", "2h"),
            entry("bridge.alarm.most-an-hour", "10"),
            entry("bridge.time-zone", "Europe/Stockholm"),
            entry("salesbyte.url", "sandbox"),
            entry("salesbyte.uuid", ""),
            entry("salesbyte.quote-profile-id", ""),
            entry("salesbyte.timeout", "30s"),
            entry("salesbyte.connect-timeout", "5s"),
            entry("salesbyte.on-server-error", ""),
            entry("salesbyte.on-unknown", ""),
            entry("salesbyte.api-token", ""),
            entry("salesbyte.verify-wait", "60s"),
            entry("salesbyte.marker-field", ""),
            entry("salesbyte.secret", ""),
            entry("salesbyte.rate-limit", "0"),
            entry("salesbyte.configuration-limit", "5"),
            entry("salesbyte.breaker.wait", "30s"),
            entry("bridge.duplicate.window", ""),
            entry("salesbyte.max-concurrency", "16"));

    @Test
    void everySettingIsKnownWithItsDefault() {
        assertThat(KnownSettings.ALL.stream().collect(toMap(Setting::key, Setting::defaultText)))
                .containsExactlyInAnyOrderEntriesOf(DEFAULTS);
    }

    @Test
    void theFileShowsEverySettingCommentedOutAtItsDefault() throws IOException {
        Map<String, String> shown = commentedOut();
        shown.keySet().removeIf(key -> FREE.matcher(key).matches());
        assertThat(shown).containsExactlyInAnyOrderEntriesOf(DEFAULTS);
    }

    @Test
    void theFileShowsEachSettingOfASource() throws IOException {
        assertThat(commentedOut())
                .containsKeys(
                        "typeform.secret",
                        "typeform.callback-url",
                        "typeform.callback-secret",
                        "typeform.notify-url",
                        "typeform.notify-secret",
                        "typeform.notify-format",
                        "typeform.notify-email",
                        "typeform.profile",
                        "typeform.rate-limit",
                        "meta.verify-token");
    }

    @Test
    void theFileAsItIsMeansTheSandbox() {
        Settings settings = Settings.load(Path.of(""), Map.of(), Map.of(), LEAD_NAMES);
        assertThat(settings.sandbox()).isTrue();
        assertThat(settings.salesByte().profiles()).isEmpty();
    }

    @Test
    void theFileStillLoadsWhenEveryLineCounts(@TempDir Path home) throws IOException {
        String counting = COMMENTED_OUT.matcher(Files.readString(FILE)).replaceAll("$1=$2");
        Files.writeString(home.resolve(FILE), counting);
        Settings settings = Settings.load(home, Map.of(), Map.of(), LEAD_NAMES);
        assertThat(settings.sandbox()).isTrue();
        assertThat(settings.salesByte().profiles()).containsOnlyKeys("north");
    }

    private static Map<String, String> commentedOut() throws IOException {
        Map<String, String> shown = new HashMap<>();
        COMMENTED_OUT
                .matcher(Files.readString(FILE))
                .results()
                .forEach((MatchResult line) -> shown.put(line.group(1), line.group(2)));
        return shown;
    }
}
