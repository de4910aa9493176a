package se.salesbyte.bridge.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the settings of one source, whose name is free. */
final class ReadSource {
    private static final String SANDBOX_SECRET = "sandbox";
    /** SalesByte as a sender: of what begins with its name, only the secret is that of a source. */
    private static final String SALESBYTE = "salesbyte";

    private static final List<String> NAMES = List.of(
            "secret",
            "callback-url",
            "callback-secret",
            "notify-url",
            "notify-secret",
            "notify-format",
            "notify-email",
            "profile",
            "rate-limit",
            "verify-token",
            "token",
            "api-url");
    private static final Pattern KEY =
            Pattern.compile("(?!camel\\.|bridge\\.|salesbyte\\.)(.+)\\.(" + String.join("|", NAMES) + ")");

    private final Lookup lookup;
    private final Set<String> profiles;
    private final Faults faults;

    /** @param profiles the names that {@code <source>.profile} may have */
    ReadSource(Lookup lookup, Set<String> profiles, Faults faults) {
        this.lookup = lookup;
        this.profiles = profiles;
        this.faults = faults;
    }

    /** The keys that a source may have. */
    static Stream<String> keysOf(String source) {
        return (source.equals(SALESBYTE) ? Stream.of("secret") : NAMES.stream()).map(name -> source + "." + name);
    }

    /** The source whose secret a key is; empty for any other key. */
    static Optional<String> withSecret(String key) {
        if (key.equals(KnownSettings.WEBHOOK_SECRET.key())) {
            return Optional.of(SALESBYTE);
        }
        return key.endsWith(".secret") ? sourceOf(key) : Optional.empty();
    }

    /** Whether a key is the token by which a source's route asks for records: a route may be read before it is set. */
    static boolean isToken(String key) {
        return key.endsWith(".token") && sourceOf(key).isPresent();
    }

    /** Whether a key is the address of a source's API: its route has the default. */
    static boolean isApiUrl(String key) {
        return key.endsWith(".api-url") && sourceOf(key).isPresent();
    }

    /**
     * Checks the sources that the file names. The environment names none: {@code AWS_PROFILE} has nothing to do with
     * us, so a variable alone counts once its source is asked for.
     */
    void checkAll() {
        Stream.concat(Stream.of(SALESBYTE), lookup.file().keySet().stream().flatMap(key -> sourceOf(key).stream()))
                .distinct()
                .sorted()
                .forEach(this::read);
    }

    SourceSettings read(String name) {
        keysOf(name).forEach(key -> lookup.checkFile(key, faults));
        if (name.equals(SALESBYTE)) {
            return SourceSettings.ofSecrets(secrets(name));
        }
        SettingReader reader = new SettingReader(lookup, faults);
        return new SourceSettings(
                secrets(name),
                reader.read(url(name, "callback")),
                reader.read(signingSecret(name, "callback")),
                reader.read(url(name, "notify")),
                reader.read(signingSecret(name, "notify")),
                reader.read(Setting.withoutDefault(name + ".notify-format", NoticeFormat.FORMAT)),
                reader.read(Setting.withoutDefault(name + ".notify-email", KnownSettings.MAIL_ADDRESSES)),
                reader.read(profile(name)),
                reader.value(KnownSettings.rateLimit(name)),
                reader.read(KnownSettings.verifyToken(name)),
                reader.read(Setting.withoutDefault(name + ".token", KnownSettings.SECRET_TEXT)),
                reader.read(Setting.withoutDefault(name + ".api-url", UrlFormat.PROVIDER)));
    }

    List<String> secrets(String name) {
        String key = name + ".secret";
        Optional<Found> set = lookup.find(key);
        set.ifPresent(found -> found.refuseFunction(faults));
        List<String> secrets = set.stream()
                .flatMap(found -> Stream.of(found.text().split(",")))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
        return ReadSalesByte.isSandbox(lookup) ? orSandbox(secrets) : live(key, secrets);
    }

    private static List<String> orSandbox(List<String> secrets) {
        return secrets.isEmpty() ? List.of(SANDBOX_SECRET) : secrets;
    }

    private List<String> live(String key, List<String> secrets) {
        if (secrets.contains(SANDBOX_SECRET)) {
            faults.add(lookup.where(key), "is the one of the sandbox", "write the one that you share with the sender");
        }
        return secrets;
    }

    private static Setting<URI> url(String name, String receiver) {
        return Setting.withoutDefault(name + "." + receiver + "-url", UrlFormat.RECEIVER);
    }

    private static Setting<String> signingSecret(String name, String receiver) {
        return Setting.withoutDefault(name + "." + receiver + "-secret", KnownSettings.SECRET_TEXT);
    }

    private Setting<String> profile(String name) {
        return Setting.withoutDefault(
                name + ".profile", Format.shown(text -> Optional.of(text).filter(profiles::contains), profileAdvice()));
    }

    private String profileAdvice() {
        return profiles.isEmpty()
                ? "describe that profile with salesbyte.profiles.<name>.uuid and .quote-profile-id"
                : "write one of " + String.join(", ", new TreeSet<>(profiles));
    }

    private static Optional<String> sourceOf(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
