package se.salesbyte.bridge.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** Every setting with a fixed key, and its default. What each means stands at the record that carries it. */
final class KnownSettings {
    static final String SALESBYTE = "salesbyte.";
    static final String PROFILES = "salesbyte.profiles.";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final Format<Integer> PORT = Format.shown(
            text -> number(text, port -> port >= 1 && port <= 65535).map(Long::intValue),
            "write a number from 1 to 65535");
    private static final Format<Integer> CONCURRENCY = Format.shown(
            text -> number(text, calls -> calls >= 1 && calls <= 1000).map(Long::intValue),
            "write a number from 1 to 1000");
    private static final Format<Integer> CONNECTIONS = Format.shown(
            text -> number(text, open -> open >= 1 && open <= 1_000_000).map(Long::intValue),
            "write a number from 1 to 1000000");
    private static final Format<Long> COUNT =
            Format.shown(text -> number(text, count -> count > 0), "write a whole number above 0");
    private static final Format<Integer> RATE = Format.shown(
            text -> number(text, rate -> rate <= 1_000_000).map(Long::intValue),
            "write how many a second, 0 for no limit");
    private static final Format<String> REGION = Format.shown(
            text -> Optional.of(text).filter(COUNTRIES::contains),
            "write the two capital letters of a country (ISO 3166) such as SE");
    private static final Format<String> PASSWORD = Format.hidden(
            text -> Optional.of(text).filter(password -> password.length() >= 8), "write at least 8 characters");
    static final Format<String> SECRET_TEXT = Format.hidden(Optional::of, "write it as it was given to you");
    /** Hidden although it is no secret: where it is wrong it is easily the uuid. */
    private static final Format<Long> ID =
            Format.hidden(text -> number(text, id -> id > 0), "write a whole number above 0");

    private static final Format<String> CUSTOM_FIELD = Format.shown(
            text -> Optional.of(text).filter(field -> field.matches("custom_field_([1-9]|10)")),
            "write custom_field_1 to custom_field_10");

    private static final Format<String> USER = Format.shown(
            text -> Optional.of(text).filter(user -> user.length() <= 63), "write the name of a database role");
    /** Where it is wrong it may hold a password. */
    private static final Format<String> POSTGRESQL = Format.hidden(
            text -> Optional.of(text)
                    .filter(url -> url.matches("jdbc:postgresql://[^@?\\s]+(\\?(?!.*password=)[^@\\s]*)?")),
            "write an address such as jdbc:postgresql://db.example.com:5432/bridge, without user and password: those are"
                    + " bridge.store.user and bridge.store.password");

    private static final Format<Duration> LEASE = Format.shown(
            text -> DurationFormat.parse(text)
                    .filter(lease ->
                            lease.compareTo(Duration.ofSeconds(2)) >= 0 && lease.compareTo(Duration.ofMinutes(5)) <= 0),
            "write a duration from 2s to 5m");

    private static final Format<ZoneId> ZONE = Format.shown(
            text -> Optional.of(text)
                    .filter(ZoneId.getAvailableZoneIds()::contains)
                    .map(ZoneId::of),
            "write a time zone such as Europe/Stockholm");
    /** Enough to find a slip of the pen; the mail server knows the rest. */
    private static final String ADDRESS = "[^\\s@,;<>]+@[^\\s@,;<>]+";

    static final Format<String> MAIL_ADDRESSES = Format.shown(
            text -> Optional.of(text).filter(list -> list.matches(ADDRESS + "(\\s*,\\s*" + ADDRESS + ")*")),
            "write e-mail addresses with commas between them");
    private static final Format<String> MAIL_ADDRESS = Format.shown(
            text -> Optional.of(text).filter(address -> address.matches(ADDRESS)), "write an e-mail address");

    private static final Format<Boolean> YES_OR_NO = Format.shown(
            text -> Optional.of(text).filter(Set.of("true", "false")::contains).map(Boolean::valueOf),
            "write true or false");

    private static final Format<Path> FOLDER = Format.shown(KnownSettings::path, "write the path of a folder");

    static final Setting<Path> DATA = new Setting<>("bridge.data", "data", FOLDER);
    static final Setting<String> SERVER_HOST = new Setting<>("camel.server.host", "0.0.0.0", HostFormat.ONE);
    static final Setting<Integer> SERVER_PORT = new Setting<>("camel.server.port", "8080", PORT);
    static final Setting<String> MANAGEMENT_HOST = new Setting<>("camel.management.host", "127.0.0.1", HostFormat.ONE);
    static final Setting<Integer> MANAGEMENT_PORT = new Setting<>("camel.management.port", "8081", PORT);
    static final Setting<String> CONSOLE_PASSWORD = Setting.withoutDefault("bridge.console.password", PASSWORD);

    static final Setting<LogFormat> LOG_FORMAT = new Setting<>("bridge.log.format", "text", LogFormat.FORMAT);

    static final Setting<Tracing> TRACING = new Setting<>("bridge.tracing", "off", Tracing.FORMAT);

    static final Setting<ReloadMode> RELOAD = new Setting<>("bridge.reload", "auto", ReloadMode.FORMAT);

    static final Setting<Duration> SHUTDOWN_TIMEOUT =
            new Setting<>("bridge.shutdown.timeout", "40s", DurationFormat.ONE);
    static final Setting<Long> MAX_BODY = new Setting<>("bridge.intake.max-body", "1MiB", SizeFormat.ONE);
    static final Setting<Duration> INTAKE_TIMEOUT = new Setting<>("bridge.intake.timeout", "30s", DurationFormat.ONE);
    static final Setting<Integer> MAX_CONNECTIONS =
            new Setting<>("bridge.intake.max-connections", "10000", CONNECTIONS);
    static final Setting<Long> BODY_BUDGET = new Setting<>("bridge.intake.body-budget", "64MiB", SizeFormat.ONE);
    static final Setting<Long> MAX_WAITING = new Setting<>("bridge.inbox.max-waiting", "2000000", COUNT);
    static final Setting<Long> QUARANTINE_MAX_SIZE =
            new Setting<>("bridge.quarantine.max-size", "64MiB", SizeFormat.ONE);
    static final Setting<String> STORE_URL = Setting.withoutDefault("bridge.store.url", POSTGRESQL);
    static final Setting<String> STORE_USER = Setting.withoutDefault("bridge.store.user", USER);
    static final Setting<String> STORE_PASSWORD = Setting.withoutDefault("bridge.store.password", SECRET_TEXT);
    static final Setting<Duration> REPLICA_LEASE = new Setting<>("bridge.replica.lease", "15s", LEASE);
    static final Setting<Duration> DEDUPE_WINDOW = new Setting<>("bridge.dedupe.window", "24h", DurationFormat.ONE);
    static final Setting<Optional<Duration>> RETENTION = new Setting<>("bridge.retention", "none", RetentionFormat.ONE);
    static final Setting<Optional<Duration>> RETENTION_DELIVERED =
            Setting.withoutDefault("bridge.retention.delivered", RetentionFormat.ONE);
    static final Setting<Optional<Duration>> RETENTION_FAILED =
            Setting.withoutDefault("bridge.retention.failed", RetentionFormat.ONE);
    static final Setting<Optional<Duration>> RETENTION_SKIPPED =
            Setting.withoutDefault("bridge.retention.skipped", RetentionFormat.ONE);
    static final Setting<Optional<Duration>> RETENTION_DISCARDED =
            Setting.withoutDefault("bridge.retention.discarded", RetentionFormat.ONE);
    static final Setting<URI> PUBLIC_URL = Setting.withoutDefault("bridge.public-url", UrlFormat.BASE);
    static final Setting<String> DEFAULT_REGION = new Setting<>("bridge.default-region", "SE", REGION);
    static final Setting<List<Duration>> RETRY_SCHEDULE =
            new Setting<>("bridge.retry.schedule", "5s,30s,2m,10m,30m,1h,3h,6h,12h", DurationFormat.LIST);
    static final Setting<Duration> MAX_AGE = Setting.withoutDefault("bridge.freshness.max-age", DurationFormat.ONE);
    static final Setting<QuietHours> QUIET_HOURS = Setting.withoutDefault("bridge.quiet-hours", QuietHours.FORMAT);
    static final Setting<Duration> DUPLICATE_WINDOW =
            Setting.withoutDefault("bridge.duplicate.window", DurationFormat.ONE);
    static final Setting<URI> CALLBACK_URL = Setting.withoutDefault("bridge.callback.url", UrlFormat.RECEIVER);
    static final Setting<String> CALLBACK_SECRET = Setting.withoutDefault("bridge.callback.secret", SECRET_TEXT);
    static final Setting<Boolean> CALLBACK_ALLOW_PRIVATE =
            Setting.withoutDefault("bridge.callback.allow-private", YES_OR_NO);
    static final Setting<URI> NOTIFY_URL = Setting.withoutDefault("bridge.notify.url", UrlFormat.RECEIVER);
    static final Setting<String> NOTIFY_SECRET = Setting.withoutDefault("bridge.notify.secret", SECRET_TEXT);

    static final Setting<NoticeFormat> NOTIFY_FORMAT =
            new Setting<>("bridge.notify.format", "standard-webhooks", NoticeFormat.FORMAT);
    static final Setting<String> NOTIFY_EMAIL = Setting.withoutDefault("bridge.notify.email", MAIL_ADDRESSES);
    static final Setting<String> MAIL_HOST = new Setting<>("bridge.mail.host", "localhost", HostFormat.ONE);
    static final Setting<Integer> MAIL_PORT = new Setting<>("bridge.mail.port", "587", PORT);
    static final Setting<MailTls> MAIL_TLS = new Setting<>("bridge.mail.tls", "starttls", MailTls.FORMAT);
    static final Setting<String> MAIL_USER = Setting.withoutDefault("bridge.mail.user", SECRET_TEXT);
    static final Setting<String> MAIL_PASSWORD = Setting.withoutDefault("bridge.mail.password", SECRET_TEXT);
    static final Setting<String> MAIL_FROM = Setting.withoutDefault("bridge.mail.from", MAIL_ADDRESS);

    static final Setting<Optional<Duration>> ALARM_SILENCE =
            new Setting<>("bridge.alarm.silence", "365d", OffFormat.or(DurationFormat.ONE));
    static final Setting<Optional<Duration>> ALARM_OVERDUE =
            new Setting<>("bridge.alarm.overdue", "60m", OffFormat.or(DurationFormat.ONE));
    static final Setting<Optional<Long>> ALARM_DISK_FREE =
            new Setting<>("bridge.alarm.disk-free", "1GiB", OffFormat.or(SizeFormat.ONE));
    static final Setting<Optional<Duration>> ALARM_FAILING =
            new Setting<>("bridge.alarm.failing", "2h", OffFormat.or(DurationFormat.ONE));
    static final Setting<Integer> ALARM_MOST = new Setting<>("bridge.alarm.most-an-hour", "10", CONCURRENCY);
    static final Setting<ZoneId> TIME_ZONE = new Setting<>("bridge.time-zone", "Europe/Stockholm", ZONE);

    static final Setting<URI> SALESBYTE_URL = new Setting<>("salesbyte.url", "sandbox", UrlFormat.SALESBYTE);
    static final Setting<Duration> TIMEOUT = new Setting<>("salesbyte.timeout", "30s", DurationFormat.ONE);
    static final Setting<Duration> CONNECT_TIMEOUT =
            new Setting<>("salesbyte.connect-timeout", "5s", DurationFormat.ONE);
    static final Setting<Integer> MAX_CONCURRENCY = new Setting<>("salesbyte.max-concurrency", "16", CONCURRENCY);

    static final Setting<Integer> RATE_LIMIT = rateLimit("salesbyte");
    static final Setting<Integer> CONFIGURATION_LIMIT =
            new Setting<>("salesbyte.configuration-limit", "5", CONCURRENCY);
    static final Setting<Duration> BREAKER_WAIT = new Setting<>("salesbyte.breaker.wait", "30s", DurationFormat.ONE);

    static final Setting<OnDoubt> ON_SERVER_ERROR = Setting.withoutDefault("salesbyte.on-server-error", OnDoubt.FORMAT);
    static final Setting<OnDoubt> ON_UNKNOWN = Setting.withoutDefault("salesbyte.on-unknown", OnDoubt.FORMAT);
    static final Setting<String> API_TOKEN = Setting.withoutDefault("salesbyte.api-token", SECRET_TEXT);
    static final Setting<Duration> VERIFY_WAIT = new Setting<>("salesbyte.verify-wait", "60s", DurationFormat.ONE);
    static final Setting<String> MARKER_FIELD = Setting.withoutDefault("salesbyte.marker-field", CUSTOM_FIELD);

    /** As of any source, see {@link SourceSettings#secrets}. */
    static final Setting<String> WEBHOOK_SECRET = Setting.withoutDefault("salesbyte.secret", SECRET_TEXT);

    static final List<Setting<?>> ALL = List.of(
            SERVER_HOST,
            SERVER_PORT,
            MANAGEMENT_HOST,
            MANAGEMENT_PORT,
            CONSOLE_PASSWORD,
            LOG_FORMAT,
            TRACING,
            RELOAD,
            SHUTDOWN_TIMEOUT,
            DATA,
            MAX_BODY,
            INTAKE_TIMEOUT,
            MAX_CONNECTIONS,
            BODY_BUDGET,
            MAX_WAITING,
            QUARANTINE_MAX_SIZE,
            STORE_URL,
            STORE_USER,
            STORE_PASSWORD,
            REPLICA_LEASE,
            DEDUPE_WINDOW,
            RETENTION,
            RETENTION_DELIVERED,
            RETENTION_FAILED,
            RETENTION_SKIPPED,
            RETENTION_DISCARDED,
            PUBLIC_URL,
            DEFAULT_REGION,
            RETRY_SCHEDULE,
            MAX_AGE,
            QUIET_HOURS,
            DUPLICATE_WINDOW,
            CALLBACK_URL,
            CALLBACK_SECRET,
            CALLBACK_ALLOW_PRIVATE,
            NOTIFY_URL,
            NOTIFY_SECRET,
            NOTIFY_FORMAT,
            NOTIFY_EMAIL,
            MAIL_HOST,
            MAIL_PORT,
            MAIL_TLS,
            MAIL_USER,
            MAIL_PASSWORD,
            MAIL_FROM,
            ALARM_SILENCE,
            ALARM_OVERDUE,
            ALARM_DISK_FREE,
            ALARM_FAILING,
            ALARM_MOST,
            TIME_ZONE,
            SALESBYTE_URL,
            uuid(SALESBYTE),
            quoteProfileId(SALESBYTE),
            TIMEOUT,
            CONNECT_TIMEOUT,
            MAX_CONCURRENCY,
            RATE_LIMIT,
            CONFIGURATION_LIMIT,
            BREAKER_WAIT,
            ON_SERVER_ERROR,
            ON_UNKNOWN,
            API_TOKEN,
            VERIFY_WAIT,
            MARKER_FIELD,
            WEBHOOK_SECRET);

    static final Map<String, Setting<?>> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    private KnownSettings() {}

    /** @param prefix {@link #SALESBYTE}, or that of a named profile; ends with a dot */
    static Setting<String> uuid(String prefix) {
        return Setting.withoutDefault(prefix + "uuid", SECRET_TEXT);
    }

    /** @param prefix {@link #SALESBYTE}, or that of a named profile; ends with a dot */
    static Setting<Long> quoteProfileId(String prefix) {
        return Setting.withoutDefault(prefix + "quote-profile-id", ID);
    }

    /** @param source its name */
    static Setting<Integer> rateLimit(String source) {
        return new Setting<>(source + ".rate-limit", "0", RATE);
    }

    /** @param source its name */
    static Setting<String> verifyToken(String source) {
        return Setting.withoutDefault(source + ".verify-token", SECRET_TEXT);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String text, LongPredicate range) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)).filter(range::test) : Optional.empty();
    }
}
