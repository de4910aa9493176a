package se.salesbyte.bridge.salesbyte.sandbox;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who and what the sandbox knows, and how it behaves. Immutable.
 *
 * @param integrations the quote profile ids that belong to each uuid
 * @param salespeople e-mail addresses in lower case
 * @param token what the Quotes API asks for as {@code Authorization: Bearer …}
 * @param journal a JSON-lines file that quotes survive a restart in; null for memory only
 * @param capacity how many quotes are kept, the oldest out first; at least 1
 * @param slow how long an answer takes that is asked for with {@code +slow}; whole seconds
 * @param quotesLag how long after its creation the Quotes API shows a quote
 * @param webhook where the quote-checkout webhook goes if nobody types another address; null for nowhere
 * @param region the country that phone numbers without a country code are of, such as {@code SE}
 */
public record SandboxConfig(
        Map<String, Set<Long>> integrations,
        Set<String> salespeople,
        String token,
        @Nullable Path journal,
        int capacity,
        Duration slow,
        Duration quotesLag,
        @Nullable URI webhook,
        String region) {
    /** The integration that {@link #standard()} knows. */
    public static final String UUID = "5a4db0c5-0000-4000-8000-5a1e5b47e000";

    /** The quote profile that {@link #standard()} knows. */
    public static final long QUOTE_PROFILE_ID = 1;

    /** The token that {@link #standard()} asks for. */
    public static final String TOKEN = "sandbox";

    private static final Set<String> SALESPEOPLE =
            Set.of("anna.andersson@sandbox.example", "erik.eriksson@sandbox.example");
    private static final String REGION = "SE";
    private static final int CAPACITY = 10_000;
    private static final Duration SLOW = Duration.ofSeconds(35);

    public SandboxConfig {
        integrations = Map.copyOf(integrations);
        salespeople = salespeople.stream().map(SandboxConfig::lowerCase).collect(toUnmodifiableSet());
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ": at least 1");
        }
    }

    /** One integration with one quote profile, two salespeople, 10,000 quotes, in memory only. */
    public static SandboxConfig standard() {
        return new SandboxConfig(
                Map.of(UUID, Set.of(QUOTE_PROFILE_ID)),
                SALESPEOPLE,
                TOKEN,
                null,
                CAPACITY,
                SLOW,
                Duration.ZERO,
                null,
                REGION);
    }

    /** This and one more quote profile of that uuid. */
    public SandboxConfig withIntegration(String uuid, long quoteProfileId) {
        Set<Long> ids = new HashSet<>(integrations.getOrDefault(uuid, Set.of()));
        ids.add(quoteProfileId);
        Map<String, Set<Long>> more = new HashMap<>(integrations);
        more.put(uuid, Set.copyOf(ids));
        return new SandboxConfig(more, salespeople, token, journal, capacity, slow, quotesLag, webhook, region);
    }

    /** This and one more salesperson. */
    public SandboxConfig withSalesperson(String email) {
        Set<String> more = new HashSet<>(salespeople);
        more.add(email);
        return new SandboxConfig(integrations, more, token, journal, capacity, slow, quotesLag, webhook, region);
    }

    /** This with another token for the Quotes API. */
    public SandboxConfig withToken(String bearer) {
        return new SandboxConfig(
                integrations, salespeople, bearer, journal, capacity, slow, quotesLag, webhook, region);
    }

    /** This with a journal. */
    public SandboxConfig withJournal(Path file) {
        return new SandboxConfig(integrations, salespeople, token, file, capacity, slow, quotesLag, webhook, region);
    }

    /** This with room for that many quotes. */
    public SandboxConfig withCapacity(int quotes) {
        return new SandboxConfig(integrations, salespeople, token, journal, quotes, slow, quotesLag, webhook, region);
    }

    /** This with slow answers that take as long. */
    public SandboxConfig withSlow(Duration time) {
        return new SandboxConfig(integrations, salespeople, token, journal, capacity, time, quotesLag, webhook, region);
    }

    /** This with a Quotes API that shows a quote only so long after its creation. */
    public SandboxConfig withQuotesLag(Duration lag) {
        return new SandboxConfig(integrations, salespeople, token, journal, capacity, slow, lag, webhook, region);
    }

    /** This with an address for the quote-checkout webhook. */
    public SandboxConfig withWebhook(URI url) {
        return new SandboxConfig(integrations, salespeople, token, journal, capacity, slow, quotesLag, url, region);
    }

    /** This with phone numbers of another country. */
    public SandboxConfig withRegion(String country) {
        return new SandboxConfig(
                integrations, salespeople, token, journal, capacity, slow, quotesLag, webhook, country);
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

    /** Without the uuids and the token. */
    @Override
    public String toString() {
        return "SandboxConfig[journal=" + journal + ", capacity=" + capacity + "]";
    }
}
