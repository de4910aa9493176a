package se.salesbyte.bridge.salesbyte.sandbox;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who and what the sandbox knows. Immutable.
 *
 * @param integrations the quote profile ids that belong to each uuid
 * @param salespeople e-mail addresses in lower case
 * @param journal a JSON-lines file that quotes survive a restart in; null for memory only
 * @param capacity how many quotes are kept, the oldest out first; at least 1
 */
public record SandboxConfig(
        Map<String, Set<Long>> integrations, Set<String> salespeople, @Nullable Path journal, int capacity) {
    /** The integration that {@link #standard()} knows. */
    public static final String UUID = "5a4db0c5-0000-4000-8000-5a1e5b47e000";

    /** The quote profile that {@link #standard()} knows. */
    public static final long QUOTE_PROFILE_ID = 1;

    private static final Set<String> SALESPEOPLE =
            Set.of("anna.andersson@sandbox.example", "erik.eriksson@sandbox.example");
    private static final int CAPACITY = 10_000;

    public SandboxConfig {
        integrations = Map.copyOf(integrations);
        salespeople = salespeople.stream().map(SandboxConfig::lowerCase).collect(toUnmodifiableSet());
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ": at least 1");
        }
    }

    /** One integration with one quote profile, two salespeople, 10,000 quotes, in memory only. */
    public static SandboxConfig standard() {
        return new SandboxConfig(Map.of(UUID, Set.of(QUOTE_PROFILE_ID)), SALESPEOPLE, null, CAPACITY);
    }

    /** This and one more quote profile of that uuid. */
    public SandboxConfig withIntegration(String uuid, long quoteProfileId) {
        Set<Long> ids = new HashSet<>(integrations.getOrDefault(uuid, Set.of()));
        ids.add(quoteProfileId);
        Map<String, Set<Long>> more = new HashMap<>(integrations);
        more.put(uuid, Set.copyOf(ids));
        return new SandboxConfig(more, salespeople, journal, capacity);
    }

    /** This and one more salesperson. */
    public SandboxConfig withSalesperson(String email) {
        Set<String> more = new HashSet<>(salespeople);
        more.add(email);
        return new SandboxConfig(integrations, more, journal, capacity);
    }

    /** This with a journal. */
    public SandboxConfig withJournal(Path file) {
        return new SandboxConfig(integrations, salespeople, file, capacity);
    }

    /** This with room for that many quotes. */
    public SandboxConfig withCapacity(int quotes) {
        return new SandboxConfig(integrations, salespeople, journal, quotes);
    }

    boolean knowsIntegration(Object uuid) {
        return uuid instanceof String text && integrations.containsKey(text);
    }

    boolean hasQuoteProfile(Object uuid, long quoteProfileId) {
        return uuid instanceof String text
                && integrations.getOrDefault(text, Set.of()).contains(quoteProfileId);
    }

    boolean knowsSalesperson(String email) {
        return salespeople.contains(lowerCase(email));
    }

    private static String lowerCase(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /** Without the uuids. */
    @Override
    public String toString() {
        return "SandboxConfig[journal=" + journal + ", capacity=" + capacity + "]";
    }
}
