package se.salesbyte.bridge.config;

import static java.util.stream.Collectors.toMap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The settings of the process, from {@code application.properties} in its home, the environment and JVM system
 * properties. Of one key a system property wins over the environment twin ({@code salesbyte.connect-timeout} is
 * {@code SALESBYTE_CONNECT_TIMEOUT}, or {@code SALESBYTE_CONNECT_TIMEOUT_FILE} with the path of a file that holds the
 * value), and that over the file; a blank value counts as not set. Immutable: any thread may
 * ask.
 */
public final class Settings {
    private final Path home;
    private final Path data;
    private final Lookup lookup;
    private final Set<String> leadNames;
    private final Map<String, SourceSettings> bySource = new ConcurrentHashMap<>();
    private final ListenerSettings publicListener;
    private final ListenerSettings managementListener;
    private final Optional<String> consolePassword;
    private final LogFormat logFormat;
    private final Tracing tracing;
    private final ReloadMode reload;
    private final Duration shutdownTimeout;
    private final IntakeSettings intake;
    private final StoreSettings store;
    private final RetentionSettings retention;
    private final String defaultRegion;
    private final List<Duration> retrySchedule;
    private final HoldSettings hold;
    private final ReceiverSettings callback;
    private final Optional<Boolean> callbackAllowPrivate;
    private final ReceiverSettings notification;
    private final NoticeFormat noticeFormat;
    private final MailSettings mail;
    private final AlarmSettings alarms;
    private final SalesByteSettings salesByte;

    private Settings(Path home, Lookup lookup, Set<String> leadNames, Faults faults) {
        lookup.valueFiles().checkAll(faults, "BRIDGE_", "SALESBYTE_", "CAMEL_");
        SettingReader reader = new SettingReader(lookup, faults);
        KnownKeys known = new KnownKeys(leadNames);
        this.home = home;
        data = home.resolve(reader.value(KnownSettings.DATA));
        this.lookup = lookup;
        this.leadNames = leadNames;
        publicListener =
                new ListenerSettings(reader.value(KnownSettings.SERVER_HOST), reader.value(KnownSettings.SERVER_PORT));
        managementListener = new ListenerSettings(
                reader.value(KnownSettings.MANAGEMENT_HOST), reader.value(KnownSettings.MANAGEMENT_PORT));
        consolePassword = reader.read(KnownSettings.CONSOLE_PASSWORD);
        logFormat = reader.value(KnownSettings.LOG_FORMAT);
        tracing = reader.value(KnownSettings.TRACING);
        reload = reader.value(KnownSettings.RELOAD);
        shutdownTimeout = reader.value(KnownSettings.SHUTDOWN_TIMEOUT);
        intake = new IntakeSettings(
                reader.value(KnownSettings.MAX_BODY),
                reader.value(KnownSettings.DEDUPE_WINDOW),
                reader.read(KnownSettings.PUBLIC_URL),
                reader.value(KnownSettings.INTAKE_TIMEOUT),
                reader.value(KnownSettings.MAX_CONNECTIONS),
                reader.value(KnownSettings.BODY_BUDGET),
                reader.value(KnownSettings.MAX_WAITING),
                reader.value(KnownSettings.QUARANTINE_MAX_SIZE));
        store = new StoreSettings(
                reader.read(KnownSettings.STORE_URL),
                reader.read(KnownSettings.STORE_USER),
                reader.read(KnownSettings.STORE_PASSWORD),
                reader.value(KnownSettings.REPLICA_LEASE));
        Optional<Duration> keep = reader.value(KnownSettings.RETENTION);
        retention = new RetentionSettings(
                keep,
                reader.read(KnownSettings.RETENTION_DELIVERED).orElse(keep),
                reader.read(KnownSettings.RETENTION_FAILED).orElse(keep),
                reader.read(KnownSettings.RETENTION_SKIPPED).orElse(keep),
                reader.read(KnownSettings.RETENTION_DISCARDED).orElse(keep));
        defaultRegion = reader.value(KnownSettings.DEFAULT_REGION);
        retrySchedule = reader.value(KnownSettings.RETRY_SCHEDULE);
        hold = new HoldSettings(
                reader.read(KnownSettings.MAX_AGE),
                reader.read(KnownSettings.QUIET_HOURS),
                reader.read(KnownSettings.DUPLICATE_WINDOW));
        callbackAllowPrivate = reader.read(KnownSettings.CALLBACK_ALLOW_PRIVATE);
        callback = new ReceiverSettings(
                reader.read(KnownSettings.CALLBACK_URL), reader.read(KnownSettings.CALLBACK_SECRET));
        notification =
                new ReceiverSettings(reader.read(KnownSettings.NOTIFY_URL), reader.read(KnownSettings.NOTIFY_SECRET));
        noticeFormat = reader.value(KnownSettings.NOTIFY_FORMAT);
        mail = new ReadAlarms(reader).mail();
        alarms = new ReadAlarms(reader).alarms();
        salesByte = new ReadSalesByte(lookup, reader, faults).read(managementListener, known, leadNames);
        known.check(lookup, faults);
        new CheckTogether(lookup, faults).check(this);
    }

    /**
     * Reads the settings of this process. Home is {@code BRIDGE_HOME}, else the working directory.
     *
     * @param leadNames what may follow {@code salesbyte.lead.}, such as {@code type} or {@code tag-1}
     * @throws InvalidSettingsException with all faults at once
     */
    public static Settings load(Set<String> leadNames) {
        return load(leadNames, Map.of());
    }

    /**
     * As the other.
     *
     * @param given settings by their keys that count before those of all other places
     */
    public static Settings load(Set<String> leadNames, Map<String, String> given) {
        Map<String, String> environment = System.getenv();
        Path home = Path.of(environment.getOrDefault("BRIDGE_HOME", "").strip());
        Map<String, String> properties = new HashMap<>(systemProperties());
        properties.putAll(given);
        return load(home, environment, properties, leadNames);
    }

    /**
     * Reads the settings from the places given.
     *
     * @param home a folder that exists; its {@code application.properties} (UTF-8) may be missing, then all defaults hold
     * @param environment variables by their names, as of {@link System#getenv()}
     * @param systemProperties by their keys
     * @param leadNames what may follow {@code salesbyte.lead.}, such as {@code type} or {@code tag-1}
     * @throws InvalidSettingsException with all faults at once
     */
    public static Settings load(
            Path home, Map<String, String> environment, Map<String, String> systemProperties, Set<String> leadNames) {
        Faults faults = new Faults();
        if (!Files.isDirectory(home)) {
            faults.add("BRIDGE_HOME", "is \"" + home + "\"", "name a folder that exists");
        }
        Map<String, String> file = new PropertiesFile(home.resolve("application.properties")).read(faults);
        Map<String, String> variables = Map.copyOf(environment);
        Lookup lookup = new Lookup(file, variables, new ValueFiles(home, variables), Map.copyOf(systemProperties));
        Settings settings = new Settings(home, lookup, Set.copyOf(leadNames), faults);
        settings.sources(faults).checkAll();
        faults.throwIfAny();
        return settings;
    }

    /** Where {@code application.properties} and {@code routes/} are. */
    public Path home() {
        return home;
    }

    /**
     * The only folder that is written to ({@code bridge.data}, default {@code data} in the home); nobody may have made it
     * yet.
     */
    public Path dataDirectory() {
        return data;
    }

    /** Where leads are kept. */
    public StoreSettings store() {
        return store;
    }

    /** The file that keeps the leads unless {@link #store} names a database, another one in sandbox mode than in live mode. */
    public Path storeFile() {
        return dataDirectory().resolve(sandbox() ? "sandbox.db" : "bridge.db");
    }

    /** Whether leads go to the built-in sandbox ({@code salesbyte.url=sandbox}, the default); otherwise we are live. */
    public boolean sandbox() {
        return ReadSalesByte.isSandbox(lookup);
    }

    /** Where webhooks arrive. */
    public ListenerSettings publicListener() {
        return publicListener;
    }

    /** Where console, API, health and metrics are; never on the port of {@link #publicListener}. */
    public ListenerSettings managementListener() {
        return managementListener;
    }

    /**
     * The password of the user {@code bridge} on the management listener ({@code bridge.console.password}, no default):
     * at least 8 characters; always there when others than this machine reach that listener.
     */
    public Optional<String> consolePassword() {
        return consolePassword;
    }

    /** How the lines of the log are written ({@code bridge.log.format}, default {@code text}). */
    public LogFormat logFormat() {
        return logFormat;
    }

    /** Whether traces are sent ({@code bridge.tracing}, default {@code off}). */
    public Tracing tracing() {
        return tracing;
    }

    /**
     * When changed routes, mappings and examples are looked for ({@code bridge.reload}, default {@code auto}): all the time,
     * when {@code bridge reload} asks ({@code manual}), or never ({@code off}).
     */
    public ReloadMode reload() {
        return reload;
    }

    /**
     * How long a stop may wait for what is in flight ({@code bridge.shutdown.timeout}, default 40 seconds): at least 5
     * seconds longer than {@code salesbyte.timeout}.
     */
    public Duration shutdownTimeout() {
        return shutdownTimeout;
    }

    /** How webhooks are received. */
    public IntakeSettings intake() {
        return intake;
    }

    /** How long leads that have ended are kept. */
    public RetentionSettings retention() {
        return retention;
    }

    /**
     * The country whose phone numbers come without a country code ({@code bridge.default-region}, default {@code SE}):
     * two capital letters of ISO 3166.
     */
    public String defaultRegion() {
        return defaultRegion;
    }

    /**
     * The waits before attempt 2, 3, … ({@code bridge.retry.schedule}, default
     * {@code 5s,30s,2m,10m,30m,1h,3h,6h,12h}): at least one, each positive.
     */
    public List<Duration> retrySchedule() {
        return retrySchedule;
    }

    /** When a lead that is due is kept back. */
    public HoldSettings hold() {
        return hold;
    }

    /**
     * Whether callbacks and notifications, and what a route fetches, may go to private and link-local addresses
     * ({@code bridge.callback.allow-private}, default true in sandbox mode and false in live mode).
     */
    public boolean callbackAllowPrivate() {
        return callbackAllowPrivate.orElse(sandbox());
    }

    /** Who is told of a delivered lead. */
    public ReceiverSettings callback() {
        return callback;
    }

    /** Who is told of a lead that needs a person. */
    public ReceiverSettings notification() {
        return notification;
    }

    /** What reads the notifications that are posted ({@code bridge.notify.format}, default {@code standard-webhooks}). */
    public NoticeFormat noticeFormat() {
        return noticeFormat;
    }

    /** How a person is told by e-mail too. */
    public MailSettings mail() {
        return mail;
    }

    /** When a person is told that something is wrong with the bridge or around it. */
    public AlarmSettings alarms() {
        return alarms;
    }

    /** Where and how SalesByte, or in sandbox mode its stand-in, is called. */
    public SalesByteSettings salesByte() {
        return salesByte;
    }

    /**
     * The settings of one source; all defaults for a name that nobody has set anything for.
     *
     * @throws InvalidSettingsException if the environment or a system property alone sets something of it, and wrongly;
     *     everything else was found at load
     */
    public SourceSettings source(String name) {
        return bySource.computeIfAbsent(name, this::readSource); // every lead asks
    }

    private SourceSettings readSource(String name) {
        Faults faults = new Faults();
        SourceSettings source = sources(faults).read(name);
        faults.throwIfAny();
        return source;
    }

    /**
     * The value for a placeholder in a route, as written. Every setting of ours is there, with its default or
     * {@code ""} if nobody has set it; so is {@code <source>.secret}, as {@link SourceSettings#secrets} says, with commas
     * between them and {@code ""} for none: a route can be read before its secret is set, or its {@code <source>.token}.
     * Any other key is empty if nobody has set it, and so is a {@code <source>.api-url} that is blank.
     *
     * @throws InvalidSettingsException as {@link #source} does, for a secret; if the value is in a file that cannot be used
     */
    public Optional<String> property(String key) {
        Faults faults = new Faults();
        lookup.checkFile(key, faults);
        faults.throwIfAny();
        if (ReadSource.isToken(key)) {
            return Optional.of(lookup.valueOr(key, ""));
        }
        if (ReadSource.isApiUrl(key)) {
            return lookup.find(key).map(found -> found.text().replaceFirst("/+$", ""));
        }
        return ReadSource.withSecret(key).map(this::secret).or(() -> text(key));
    }

    /**
     * Every setting as it counts now and where that was set, secrets masked; those of sources, leads and profiles only if
     * they are set.
     *
     * @param sources names whose settings may be set by the environment alone
     */
    public List<ResolvedSetting> resolved(Collection<String> sources) {
        return new ResolveSettings(lookup).all(sources, leadNames);
    }

    /**
     * What Camel Main is to be given: every {@code camel.*} key of the file and the system properties, environment twins
     * applied, and the four of the listeners in any case. Camel itself overlooks the twins that end in {@code _PORT}.
     */
    public Map<String, String> camelProperties() {
        Map<String, String> properties = lookup.keys()
                .filter(key -> key.startsWith("camel."))
                .collect(toMap(key -> key, key -> lookup.text(key).orElse("")));
        properties.put(KnownSettings.SERVER_HOST.key(), publicListener.host());
        properties.put(KnownSettings.SERVER_PORT.key(), String.valueOf(publicListener.port()));
        properties.put(KnownSettings.MANAGEMENT_HOST.key(), managementListener.host());
        properties.put(KnownSettings.MANAGEMENT_PORT.key(), String.valueOf(managementListener.port()));
        return new TreeMap<>(properties);
    }

    private static Map<String, String> systemProperties() {
        Properties properties = System.getProperties();
        return properties.stringPropertyNames().stream().collect(toMap(key -> key, properties::getProperty));
    }

    private ReadSource sources(Faults faults) {
        return new ReadSource(lookup, salesByte.profiles().keySet(), faults);
    }

    private String secret(String source) {
        Faults faults = new Faults();
        List<String> secrets = sources(faults).secrets(source);
        faults.throwIfAny();
        return String.join(",", secrets);
    }

    private Optional<String> text(String key) {
        Setting<?> known = KnownSettings.BY_KEY.get(key);
        return known == null ? lookup.text(key) : Optional.of(lookup.valueOr(key, known.defaultText()));
    }
}
