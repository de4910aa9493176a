package se.salesbyte.bridge.config;

import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what has to do with SalesByte: in live mode all of it has to be there, in sandbox mode nothing. */
final class ReadSalesByte {
    private static final String SANDBOX_UUID = "00000000-0000-4000-8000-000000000001";
    private static final long SANDBOX_QUOTE_PROFILE_ID = 1;
    private static final String SANDBOX_TYPE = "sandbox";

    private final Lookup lookup;
    private final SettingReader reader;
    private final Faults faults;
    private final boolean sandbox;

    ReadSalesByte(Lookup lookup, SettingReader reader, Faults faults) {
        this.lookup = lookup;
        this.reader = reader;
        this.faults = faults;
        this.sandbox = isSandbox(lookup);
    }

    /** A wrong address is meant to be live, so what live mode needs is told with it. */
    static boolean isSandbox(Lookup lookup) {
        Setting<URI> url = KnownSettings.SALESBYTE_URL;
        return lookup.valueOr(url.key(), url.defaultText()).equals(url.defaultText());
    }

    SalesByteSettings read(ListenerSettings management, KnownKeys known, Set<String> leadNames) {
        Map<String, String> lead = lead(KnownSettings.SALESBYTE, leadNames);
        URI url = reader.value(KnownSettings.SALESBYTE_URL);
        return new SalesByteSettings(
                sandbox ? management.address("/sandbox") : url,
                reader.value(KnownSettings.TIMEOUT),
                reader.value(KnownSettings.CONNECT_TIMEOUT),
                flow(),
                doubt(),
                profile(KnownSettings.SALESBYTE, lead),
                profiles(known, lead, leadNames));
    }

    private FlowSettings flow() {
        return new FlowSettings(
                reader.value(KnownSettings.MAX_CONCURRENCY),
                reader.value(KnownSettings.RATE_LIMIT),
                reader.value(KnownSettings.CONFIGURATION_LIMIT),
                reader.value(KnownSettings.BREAKER_WAIT));
    }

    private DoubtSettings doubt() {
        Optional<String> token = reader.read(KnownSettings.API_TOKEN);
        return new DoubtSettings(
                reader.read(KnownSettings.ON_SERVER_ERROR).orElse(token.isPresent() ? OnDoubt.VERIFY : OnDoubt.RETRY),
                reader.read(KnownSettings.ON_UNKNOWN).orElse(token.isPresent() ? OnDoubt.VERIFY : OnDoubt.HOLD),
                token,
                reader.value(KnownSettings.VERIFY_WAIT),
                reader.read(KnownSettings.MARKER_FIELD));
    }

    private Map<String, ProfileSettings> profiles(KnownKeys known, Map<String, String> lead, Set<String> leadNames) {
        return lookup.keys()
                .flatMap(key -> known.profileOf(key).stream())
                .distinct()
                .collect(toMap(name -> name, name -> namedProfile(name, lead, leadNames)));
    }

    private ProfileSettings namedProfile(String name, Map<String, String> common, Set<String> leadNames) {
        String prefix = KnownSettings.PROFILES + name + ".";
        Map<String, String> lead = new HashMap<>(common);
        lead.putAll(lead(prefix, leadNames));
        return profile(prefix, lead);
    }

    private ProfileSettings profile(String prefix, Map<String, String> lead) {
        return new ProfileSettings(
                required(KnownSettings.uuid(prefix), SANDBOX_UUID),
                required(KnownSettings.quoteProfileId(prefix), SANDBOX_QUOTE_PROFILE_ID),
                withType(prefix, lead));
    }

    private <T> T required(Setting<T> setting, T inSandbox) {
        if (!lookup.has(setting.key())) {
            requireSandbox(setting.key());
        }
        return reader.read(setting).orElse(inSandbox);
    }

    private Map<String, String> withType(String prefix, Map<String, String> lead) {
        Map<String, String> typed = new HashMap<>(lead);
        if (typed.putIfAbsent("type", SANDBOX_TYPE) == null) {
            requireSandbox(prefix + "lead.type");
        }
        return typed;
    }

    private void requireSandbox(String missing) {
        if (!sandbox) {
            faults.add(
                    lookup.where(missing),
                    "is missing",
                    "set it, or salesbyte.url to sandbox; with any other salesbyte.url it is required");
        }
    }

    private Map<String, String> lead(String prefix, Set<String> leadNames) {
        Map<String, String> lead = new HashMap<>();
        leadNames.forEach(
                name -> lookup.find(prefix + "lead." + name).ifPresent(found -> lead.put(name, found.text())));
        return lead;
    }
}
