package se.salesbyte.bridge.salesbyte;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What SalesByte's quote-checkout webhook tells: a customer has signed or bought. Documented without a signature, and with
 * numbers that may be texts. Of its documents nothing is read.
 *
 * @param id the quote's, as text
 * @param profile the name of its quote profile; null if it is not told, as all that follows
 * @param value of the quote
 * @param currency of what was bought, such as SEK
 * @param createdAt as SalesByte wrote it
 * @param updatedAt likewise
 * @param salesperson the salesperson's name
 * @param salespersonEmail the salesperson's address
 * @param complete false if others have still to sign, each of whom checks it out once more
 * @param name the customer's name at SalesByte, which may have been changed there
 * @param email the customer's, likewise
 * @param phone the customer's, likewise
 * @param company the customer's, likewise
 */
public record QuoteCheckout(
        String id,
        @Nullable String profile,
        @Nullable BigDecimal value,
        @Nullable String currency,
        @Nullable String createdAt,
        @Nullable String updatedAt,
        @Nullable String salesperson,
        @Nullable String salespersonEmail,
        boolean complete,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String company) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 1000;
    private static final int LONGEST_NUMBER = 40;

    /**
     * Reads one.
     *
     * @param tree the parsed event as maps, lists and scalars; null if it is empty
     * @return empty if it has no quote's id
     */
    public static Optional<QuoteCheckout> read(@Nullable Object tree) {
        JsonNode event = JSON.valueToTree(tree);
        JsonNode json = event.path("data").isObject() ? event.path("data") : event;
        return Optional.ofNullable(QuoteId.read(json.path("id")))
                .map(id -> new QuoteCheckout(
                        id,
                        text(json.path("quote_profile_name")),
                        number(json.path("quote_value")),
                        text(json.path("signed_products").path("currency")),
                        text(json.path("created_at")),
                        text(json.path("updated_at")),
                        text(json.path("salesperson").path("name")),
                        text(json.path("salesperson").path("email")),
                        !isTrue(json.path("requires_more_signatures")),
                        text(json.path("customer_name")),
                        text(json.path("customer_email")),
                        text(json.path("customer_phone")),
                        text(json.path("customer_company"))));
    }

    private static @Nullable String text(JsonNode node) {
        String text = node.isTextual() || node.isNumber() ? Whitespace.trim(node.asText()) : "";
        return text.isEmpty() ? null : WellFormed.text(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        String text = text(node);
        if (text == null || text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isTrue(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : "1".equals(text(node)) || "true".equals(text(node));
    }
}
