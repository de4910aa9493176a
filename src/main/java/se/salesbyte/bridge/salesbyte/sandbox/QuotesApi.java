package se.salesbyte.bridge.salesbyte.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Quotes API without HTTP. Safe for any number of threads. */
final class QuotesApi {
    private static final String SCHEME = "Bearer ";
    private static final int PER_PAGE = 10;

    private final SandboxConfig config;
    private final KeptQuotes quotes;
    private final Supplier<String> baseUrl;

    QuotesApi(SandboxConfig config, KeptQuotes quotes, Supplier<String> baseUrl) {
        this.config = config;
        this.quotes = quotes;
        this.baseUrl = baseUrl;
    }

    /** @param authorization the header's value; null if there is none */
    boolean admits(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        authorization.substring(SCHEME.length()).trim().getBytes(UTF_8),
                        config.token().getBytes(UTF_8));
    }

    /** @param parameters trimmed, without the empty ones */
    SandboxReply list(Map<String, String> parameters) {
        QuoteFilter filter = new QuoteFilter(parameters);
        SandboxReply refusal = filter.refusal();
        if (refusal != null) {
            return refusal;
        }
        List<SandboxQuote> found = filter.apply(
                quotes.inMemory().all().stream().filter(this::isVisible).toList());
        return SandboxReply.json(200, page(found, filter.page()));
    }

    SandboxReply get(String key) {
        SandboxQuote quote = quotes.inMemory().withKey(key);
        return quote == null || !isVisible(quote)
                ? SandboxReply.noSuch("Quote")
                : SandboxReply.json(200, new QuoteJson(config, baseUrl.get()).resource(quote));
    }

    /** Whether the API shows it yet: never one of {@code ada+unlisted@…}, after a minute one of {@code +unlisted-60}. */
    private boolean isVisible(SandboxQuote quote) {
        Duration lag = config.quotesLag();
        for (OddTag tag : OddTag.of(quote.fields().get("customer_email"))) {
            if (tag.name().equals("unlisted")) {
                if (tag.number() == null) {
                    return false;
                }
                lag = Duration.ofSeconds(tag.number());
            }
        }
        return !quotes.now().isBefore(quote.createdAt().plus(lag));
    }

    private Map<String, Object> page(List<SandboxQuote> found, int page) {
        int from = (int) Math.min(found.size(), (page - 1L) * PER_PAGE);
        int to = Math.min(found.size(), from + PER_PAGE);
        QuoteJson quoteJson = new QuoteJson(config, baseUrl.get());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", found.subList(from, to).stream().map(quoteJson::item).toList());
        int last = Math.max(1, (found.size() + PER_PAGE - 1) / PER_PAGE);
        json.put("links", links(page, last));
        json.put("meta", meta(page, last, from, to, found.size()));
        return json;
    }

    /** As Laravel makes them: the next page's link has forgotten the filter. */
    private Map<String, @Nullable String> links(int page, int last) {
        Map<String, @Nullable String> links = new LinkedHashMap<>();
        links.put("first", path() + "?page=1");
        links.put("last", path() + "?page=" + last);
        links.put("prev", page > 1 ? path() + "?page=" + (page - 1) : null);
        links.put("next", page < last ? path() + "?page=" + (page + 1) : null);
        return links;
    }

    private Map<String, @Nullable Object> meta(int page, int last, int from, int to, int total) {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("current_page", page);
        meta.put("from", from < to ? from + 1 : null);
        meta.put("last_page", last);
        meta.put("path", path());
        meta.put("per_page", PER_PAGE);
        meta.put("to", from < to ? to : null);
        meta.put("total", total);
        return meta;
    }

    private String path() {
        return baseUrl.get() + "/api/quotes";
    }
}
