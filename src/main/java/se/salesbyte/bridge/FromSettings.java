package se.salesbyte.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.camel.spi.Transformer;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.alarm.AlarmRules;
import se.salesbyte.bridge.camel.AnswerTransformer;
import se.salesbyte.bridge.camel.CreateLeadTransformer;
import se.salesbyte.bridge.camel.JsonataTransformer;
import se.salesbyte.bridge.camel.LiveRoutes;
import se.salesbyte.bridge.camel.MailServer;
import se.salesbyte.bridge.config.AlarmSettings;
import se.salesbyte.bridge.config.DoubtSettings;
import se.salesbyte.bridge.config.FlowSettings;
import se.salesbyte.bridge.config.HoldSettings;
import se.salesbyte.bridge.config.MailSettings;
import se.salesbyte.bridge.config.ProfileSettings;
import se.salesbyte.bridge.config.ReceiverSettings;
import se.salesbyte.bridge.config.RetentionSettings;
import se.salesbyte.bridge.config.SalesByteSettings;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.config.SourceSettings;
import se.salesbyte.bridge.config.StoreSettings;
import se.salesbyte.bridge.console.HomeParts;
import se.salesbyte.bridge.delivery.Doubt;
import se.salesbyte.bridge.delivery.DoubtPolicy;
import se.salesbyte.bridge.delivery.Flow;
import se.salesbyte.bridge.delivery.FlowAlarm;
import se.salesbyte.bridge.delivery.HoldBack;
import se.salesbyte.bridge.delivery.LookUpSettings;
import se.salesbyte.bridge.delivery.LookUpSwitch;
import se.salesbyte.bridge.delivery.QuietHours;
import se.salesbyte.bridge.delivery.RetrySchedule;
import se.salesbyte.bridge.intake.IntakeRules;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.notification.MessageFormat;
import se.salesbyte.bridge.notification.Receiver;
import se.salesbyte.bridge.notification.Receivers;
import se.salesbyte.bridge.preview.PreviewLead;
import se.salesbyte.bridge.reload.Reload;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.ProbeSalesByte;
import se.salesbyte.bridge.salesbyte.Profile;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.salesbyte.QuotesClient;
import se.salesbyte.bridge.salesbyte.SecretMask;
import se.salesbyte.bridge.salesbyte.sandbox.SandboxConfig;
import se.salesbyte.bridge.store.HoldRules;
import se.salesbyte.bridge.store.KeepLeads;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.StoreAddress;

/** The parts that are made of the settings alone. */
final class FromSettings {
    private static final double JITTER = 0.2;

    private static final String SALESBYTE = "salesbyte";
    private static final String SANDBOX_SECRET = "sandbox";

    private FromSettings() {}

    /** A source's own receiver goes before the common one, and so does its secret, each for itself. */
    static Receivers receivers(Settings settings) {
        return new Receivers(
                name -> {
                    SourceSettings source = settings.source(name);
                    return receiver(
                            source.callbackUrl(),
                            source.callbackSecret(),
                            MessageFormat.STANDARD_WEBHOOKS,
                            settings.callback());
                },
                name -> {
                    SourceSettings source = settings.source(name);
                    return receiver(
                            source.notifyUrl(),
                            source.notifySecret(),
                            MessageFormat.valueOf(source.notifyFormat()
                                    .orElse(settings.noticeFormat())
                                    .name()),
                            settings.notification());
                },
                name -> settings.source(name).notifyEmail().or(settings.mail()::to));
    }

    /** What is watched for people. */
    static AlarmRules alarmRules(Settings settings) {
        AlarmSettings alarms = settings.alarms();
        return new AlarmRules(
                alarms.silence().orElse(null),
                alarms.overdue().orElse(null),
                alarms.diskFree().orElse(null),
                alarms.failing().orElse(null),
                alarms.zone(),
                quietHours(settings),
                settings.store().url().isPresent() ? null : settings.dataDirectory());
    }

    /** Where mails are handed in. */
    static MailServer mailServer(Settings settings) {
        MailSettings mail = settings.mail();
        return new MailServer(
                mail.host(),
                mail.port(),
                mail.user().orElse(null),
                mail.password().orElse(null),
                MailServer.Tls.valueOf(mail.tls().name()));
    }

    /** Where the store is that replicas share; empty if leads are kept in a file. */
    static Optional<StoreAddress> storeAddress(Settings settings) {
        StoreSettings store = settings.store();
        return store.url()
                .map(url -> new StoreAddress(
                        url,
                        store.user().orElse(""),
                        store.password().orElse(""),
                        settings.sandbox() ? "sandbox" : "bridge",
                        hostName() + ":" + settings.managementListener().port(),
                        store.lease()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    static DoubtPolicy doubtPolicy(Settings settings, LookUpSwitch lookUp) {
        DoubtSettings doubt = settings.salesByte().doubt();
        return new DoubtPolicy(
                Doubt.valueOf(doubt.onServerError().name()),
                Doubt.valueOf(doubt.onUnknown().name()),
                lookUp);
    }

    /** How SalesByte is asked about leads in doubt; it is not, where there is no token. */
    static LookUpSettings lookUps(Settings settings, SecretMask secrets) {
        SalesByteSettings salesByte = settings.salesByte();
        QuotesClient client = salesByte
                .doubt()
                .apiToken()
                .map(token -> new QuotesClient(
                        salesByte.url(),
                        token,
                        salesByte.connectTimeout(),
                        salesByte.timeout(),
                        proxy(settings.camelProperties(), salesByte.url().getScheme()),
                        secrets))
                .orElse(null);
        return new LookUpSettings(
                client,
                client == null ? LookUpSwitch.withoutToken() : LookUpSwitch.on(),
                salesByte.doubt().verifyWait(),
                salesByte.connectTimeout().plus(salesByte.timeout()),
                salesByte.doubt().markerField().isPresent(),
                PhoneNumbers.in(settings.defaultRegion()));
    }

    /** What must not be shown, wherever it may be echoed. */
    static SecretMask secrets(Settings settings, Profiles profiles) {
        List<String> secrets = new ArrayList<>(profiles.uuids());
        settings.salesByte()
                .doubt()
                .apiToken()
                .filter(token -> !token.equals(SandboxConfig.TOKEN)) // a word that links hold
                .ifPresent(secrets::add);
        return SecretMask.of(secrets);
    }

    /** When messages and leads are tried again. */
    static RetrySchedule schedule(Settings settings) {
        return new RetrySchedule(settings.retrySchedule(), JITTER, () -> ThreadLocalRandom.current()
                .nextLong());
    }

    /** How leads get to SalesByte. */
    static Flow flow(Settings settings, FlowAlarm alarm, Clock clock) {
        FlowSettings flow = settings.salesByte().flow();
        URI url = settings.salesByte().url();
        ProbeSalesByte probe = new ProbeSalesByte(
                url, settings.salesByte().connectTimeout(), proxy(settings.camelProperties(), url.getScheme()));
        Flow.Rules rules = new Flow.Rules(
                flow.maxConcurrency(),
                flow.rateLimit(),
                flow.configurationLimit(),
                flow.breakerWait(),
                settings.hold().duplicateWindow().orElse(null),
                schedule(settings));
        return new Flow(rules, probe::alive, alarm, clock);
    }

    /** The one that Camel is told of. */
    private static @Nullable InetSocketAddress proxy(Map<String, String> camel, String scheme) {
        String prefix = "camel.component." + scheme + ".";
        String host = camel.getOrDefault(prefix + "proxyHost", camel.get(prefix + "proxy-host"));
        String port = camel.getOrDefault(prefix + "proxyPort", camel.get(prefix + "proxy-port"));
        return host == null || port == null ? null : new InetSocketAddress(host, Integer.parseInt(port.strip()));
    }

    /** What is held for a person. */
    static HoldRules holdRules(Settings settings) {
        HoldSettings hold = settings.hold();
        return new HoldRules(hold.maxAge().orElse(null), hold.duplicateWindow().isPresent());
    }

    static HoldBack holdBack(Settings settings, MeterRegistry metrics) {
        return new HoldBack(settings.hold().maxAge().orElse(null), quietHours(settings), metrics);
    }

    private static @Nullable QuietHours quietHours(Settings settings) {
        return settings.hold()
                .quietHours()
                .map(hours -> new QuietHours(hours.from(), hours.to(), hours.zone()))
                .orElse(null);
    }

    /** The transformers that routes name in {@code toType}, by scheme or whole name. */
    static Map<String, Transformer> transformers(
            Settings settings, Profiles profiles, SecretMask secrets, Mappings mappings) {
        PhoneNumbers phones = PhoneNumbers.in(settings.defaultRegion());
        return Map.of(
                "jsonata", new JsonataTransformer(mappings),
                "salesbyte:create-lead",
                        new CreateLeadTransformer(
                                profiles,
                                phones,
                                source -> settings.source(source).profile(),
                                settings.salesByte().doubt().markerField().orElse(null)),
                "salesbyte:answer", new AnswerTransformer(secrets));
    }

    /** Shows what bodies would become by these settings. */
    static PreviewLead preview(Settings settings, Profiles profiles, Mappings mappings) {
        return new PreviewLead(
                mappings, profiles, PhoneNumbers.in(settings.defaultRegion()), source -> settings.source(source)
                        .profile());
    }

    /** Lets changed files of the home take over, once what is in hand of them is done. */
    static Reload reload(Settings settings, LiveRoutes live, Mappings mappings) {
        return new Reload(
                settings.home(),
                Reload.Mode.valueOf(settings.reload().name()),
                live,
                mappings,
                PhoneNumbers.in(settings.defaultRegion()),
                settings.shutdownTimeout());
    }

    /** What the management API shows of the home. */
    static HomeParts homeParts(Settings settings) {
        return new HomeParts(
                new Examples(settings.home()),
                settings.publicListener().address(""),
                settings.intake().publicUrl().orElse(null));
    }

    /** How long leads that have ended are kept. */
    static KeepLeads keepLeads(Settings settings) {
        RetentionSettings retention = settings.retention();
        return new KeepLeads(
                retention.all().orElse(null),
                Map.of(
                        LeadState.DELIVERED, retention.delivered(),
                        LeadState.FAILED, retention.failed(),
                        LeadState.SKIPPED, retention.skipped(),
                        LeadState.DISCARDED, retention.discarded()));
    }

    static IntakeRules intakeRules(Settings settings) {
        return new IntakeRules(
                settings.intake().maxBody(),
                settings.intake().timeout(),
                FileHandles.bounded(settings.intake().maxConnections()),
                settings.intake().bodyBudget(),
                settings.intake().maxWaiting(),
                settings.intake().dedupeWindow(),
                settings.intake().publicUrl(),
                source -> settings.source(source).rateLimit(),
                source -> settings.source(source).verifyToken());
    }

    /** What {@code {{key}}} in a route stands for. */
    static Optional<String> placeholder(Settings settings, String key) {
        return key.equals("salesbyte.endpoint")
                ? Optional.of(settings.salesByte().url().toString())
                : settings.property(key);
    }

    /** The profiles of the settings, their lead defaults checked. */
    static Profiles profiles(Settings settings) {
        Map<String, Profile> named = settings.salesByte().profiles().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> profile(entry.getValue())));
        return Profiles.of(
                profile(settings.salesByte().mainProfile()), named, PhoneNumbers.in(settings.defaultRegion()));
    }

    private static Profile profile(ProfileSettings settings) {
        return new Profile(settings.uuid(), String.valueOf(settings.quoteProfileId()), settings.lead());
    }

    /** A sandbox that knows what the settings name, and nothing else. */
    static SandboxConfig sandbox(Settings settings) {
        SandboxConfig config = SandboxConfig.standard()
                .withJournal(settings.dataDirectory().resolve("sandbox-quotes.jsonl"))
                .withSlow(settings.salesByte().timeout().plusSeconds(5))
                .withRegion(settings.defaultRegion());
        if (settings.source(SALESBYTE).secrets().contains(SANDBOX_SECRET)) { // one of the site's own is not to be shown
            config = config.withWebhook(URI.create(
                    settings.publicListener().address("/webhooks/" + SALESBYTE) + "?token=" + SANDBOX_SECRET));
        }
        List<ProfileSettings> profiles =
                new ArrayList<>(settings.salesByte().profiles().values());
        profiles.add(settings.salesByte().mainProfile());
        for (ProfileSettings profile : profiles) {
            config = config.withIntegration(profile.uuid(), profile.quoteProfileId());
            String salesperson = profile.lead().get("salesperson-email");
            config = salesperson == null ? config : config.withSalesperson(salesperson);
        }
        return config;
    }

    private static Optional<Receiver> receiver(
            Optional<URI> own, Optional<String> ownSecret, MessageFormat format, ReceiverSettings common) {
        String secret = ownSecret.or(common::secret).orElse(null);
        return own.or(common::url).map(url -> new Receiver(url, format, secret));
    }
}
