package se.salesbyte.bridge.salesbyte.sandbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.CreateLeadField;

/** Create Lead without HTTP: a body in, an answer out, a quote made or not. Safe for any number of threads. */
final class CreateLeadApi {
    private static final String UUID = CreateLeadField.UUID.apiName();

    private final SandboxConfig config;
    private final SandboxQuotes quotes;
    private final Clock clock;
    private final QuoteKey keys = new QuoteKey();

    CreateLeadApi(SandboxConfig config, SandboxQuotes quotes, Clock clock) {
        this.config = config;
        this.quotes = quotes;
        this.clock = clock;
    }

    /** Why the call is refused, in Laravel's order: validation, lookups, then what goes wrong inside; null if it is not. */
    @Nullable
    SandboxReply refusal(Map<String, @Nullable Object> input) {
        SandboxReply invalid = LaravelValidation.check(input);
        if (invalid != null) {
            return invalid;
        }
        SandboxReply unknown = unknown(input);
        return unknown == null ? MagicAddress.reply(input.get("customer_email")) : unknown;
    }

    /** Makes the quote of a call that is not refused. */
    SandboxQuote create(Map<String, @Nullable Object> input) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(input);
        fields.remove(UUID);
        return quotes.create(keys.next(), clock.instant(), fields);
    }

    /** The documented answer to a created lead. */
    static SandboxReply created(SandboxQuote quote, Function<SandboxQuote, Map<String, String>> links) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", quote.id());
        json.put("links", links.apply(quote));
        return new SandboxReply(200, json);
    }

    private @Nullable SandboxReply unknown(Map<String, @Nullable Object> input) {
        Object uuid = input.get(UUID);
        if (uuid == null || !config.knowsIntegration(uuid)) {
            return SandboxReply.noSuch("Integration");
        }
        if (!config.hasQuoteProfile(uuid, Long.parseLong(String.valueOf(input.get("quote_profile_id"))))) {
            return SandboxReply.noSuch("QuoteProfile");
        }
        return knowsSalespeople(input.get("salesperson_email")) ? null : SandboxReply.noSuch("User");
    }

    private boolean knowsSalespeople(@Nullable Object salespeople) {
        if (salespeople instanceof List<?> list) {
            return list.stream().allMatch(this::knowsSalespeople);
        }
        return salespeople == null || config.knowsSalesperson(salespeople.toString());
    }
}
