package se.salesbyte.bridge.salesbyte.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.CreateLeadField;

/** Create Lead without HTTP: whether a call is refused, and what a quote is made of. Safe for any number of threads. */
final class CreateLeadApi {
    private static final String UUID = CreateLeadField.UUID.apiName();

    private final SandboxConfig config;

    CreateLeadApi(SandboxConfig config) {
        this.config = config;
    }

    /** Why the call is refused, in Laravel's order: first validation, then lookups; null if it is not. */
    @Nullable
    SandboxReply refusal(Map<String, @Nullable Object> input) {
        SandboxReply invalid = LaravelValidation.check(input);
        return invalid == null ? unknown(input) : invalid;
    }

    /** What is kept of a call: all but the credential. */
    static Map<String, @Nullable Object> fields(Map<String, @Nullable Object> input) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(input);
        fields.remove(UUID);
        return fields;
    }

    /** The documented answer to a created lead. */
    static SandboxReply created(SandboxQuote quote, String baseUrl) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", quote.id());
        json.put("links", SandboxView.links(baseUrl, quote));
        return SandboxReply.json(200, json);
    }

    private @Nullable SandboxReply unknown(Map<String, @Nullable Object> input) {
        Object uuid = input.get(UUID);
        if (uuid == null || !config.knowsIntegration(uuid)) {
            return SandboxReply.noSuch("Integration");
        }
        Long profile = PhpInteger.of(input.get("quote_profile_id"));
        if (profile == null || !config.hasQuoteProfile(uuid, profile)) {
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
