package se.salesbyte.bridge.salesbyte.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;

/**
 * A quote as SalesByte's Quotes API and its quote-checkout webhook show it. What SalesByte's documentation does not
 * show is not there: tags, type, message, uuid.
 */
final class QuoteJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int CUSTOM_FIELDS = 10;

    private final List<String> salespeople;
    private final String baseUrl;
    private final PhoneNumbers phones = PhoneNumbers.in("SE");

    /** @param baseUrl where the sandbox is reached */
    QuoteJson(SandboxConfig config, String baseUrl) {
        this.salespeople = config.salespeople().stream().sorted().toList();
        this.baseUrl = baseUrl;
    }

    /** An item of the list: without address and custom fields. */
    Map<String, @Nullable Object> item(SandboxQuote quote) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", quote.id());
        json.put("key", quote.key());
        putCustomer(json, quote);
        putValueAndTimes(json, quote);
        return json;
    }

    /** The single quote, whole. */
    Map<String, @Nullable Object> resource(SandboxQuote quote) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", quote.id());
        json.put("key", quote.key());
        putTheRest(json, quote);
        return json;
    }

    /** What the webhook posts: the same without the key. */
    Map<String, @Nullable Object> webhook(SandboxQuote quote) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", quote.id());
        putTheRest(json, quote);
        return json;
    }

    private void putTheRest(Map<String, @Nullable Object> json, SandboxQuote quote) {
        putCustomer(json, quote);
        Stream.of("firstline", "secondline", "postcode", "city").forEach(part -> json.put("address_" + part, null));
        json.put("custom_fields", customFields(quote));
        putValueAndTimes(json, quote);
        putSignatures(json, quote.checkout());
        json.put("signed_offer", quote.checkout() == null ? null : signedOffer(quote));
        json.put("signed_products", quote.checkout() == null ? null : signedProducts(quote.checkout()));
        json.put("additional_documents_signed", List.of());
        json.put("additional_documents_requiring_signature", List.of());
        json.put("statuses", quote.checkout() == null ? List.of() : List.of("signed", "delivered"));
        json.put("links", SandboxView.links(baseUrl, quote));
    }

    private void putCustomer(Map<String, @Nullable Object> json, SandboxQuote quote) {
        String name = quote.text("customer_name");
        int space = name.indexOf(' ');
        json.put("quote_profile_name", "Quote profile " + quote.text("quote_profile_id"));
        json.put("customer_name", name);
        json.put("customer_first_name", space < 0 ? name : name.substring(0, space));
        json.put("customer_last_name", space < 0 ? null : name.substring(space + 1));
        json.put("customer_company", quote.fields().get("customer_company"));
        json.put("customer_phone", phone(quote));
        json.put("customer_email", quote.fields().get("customer_email"));
    }

    private @Nullable String phone(SandboxQuote quote) {
        String phone = quote.text("customer_phone");
        return phone.isEmpty() ? null : phones.normalise(phone);
    }

    private void putValueAndTimes(Map<String, @Nullable Object> json, SandboxQuote quote) {
        json.put("quote_value", quote.checkout() == null ? 0 : quote.checkout().value());
        json.put("created_at", time(quote.createdAt()));
        json.put("updated_at", time(quote.updatedAt()));
        json.put("salesperson", salesperson(quote));
    }

    private static void putSignatures(Map<String, @Nullable Object> json, @Nullable Checkout checkout) {
        json.put("is_signed", checkout != null);
        json.put("is_fully_signed", checkout != null && checkout.complete());
        json.put("requires_more_signatures", checkout != null && !checkout.complete());
        json.put("is_project_approval_pending", false);
        json.put("is_project_approval_signed", false);
    }

    /** By label, which in the sandbox is the slot's name: {@code Custom field 1}. */
    private static Map<String, Object> customFields(SandboxQuote quote) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int slot = 1; slot <= CUSTOM_FIELDS; slot++) {
            Object value = quote.fields().get("custom_field_" + slot + "_content");
            if (value != null) {
                values.put("Custom field " + slot, value);
            }
        }
        return values;
    }

    private Map<String, Object> signedOffer(SandboxQuote quote) {
        Map<String, Object> offer = new LinkedHashMap<>();
        offer.put("main_document_name", "Quote " + quote.id());
        offer.put("main_document_url", baseUrl + SandboxView.CUSTOMER_VERIFICATE.path(quote));
        offer.put("extra_documents", List.of());
        return offer;
    }

    private static Map<String, @Nullable Object> signedProducts(Checkout checkout) {
        Map<String, @Nullable Object> products = new LinkedHashMap<>();
        products.put("original_price_including_vat", checkout.value());
        products.put("price_including_vat", checkout.value());
        products.put("discount_including_vat", BigDecimal.ZERO);
        products.put("currency", "SEK");
        products.put("products", List.of(product(checkout.value())));
        return products;
    }

    private static Map<String, @Nullable Object> product(BigDecimal value) {
        Map<String, @Nullable Object> product = new LinkedHashMap<>();
        product.put("sku", null);
        product.put("amount", 1);
        product.put("url", null);
        product.put("name", "What the sandbox sells");
        product.put("original_price_including_vat", value);
        product.put("price_including_vat", value);
        product.put("original_sum_including_vat", value);
        product.put("sum_including_vat", value);
        product.put("currency", "SEK");
        product.put("price_unit", "st");
        return product;
    }

    /** The first that the lead names; if it names none, one of all, which SalesByte would draw at random. */
    private @Nullable Map<String, String> salesperson(SandboxQuote quote) {
        Object given = quote.fields().get("salesperson_email");
        if (given instanceof List<?> list) {
            given = list.stream().findFirst().orElse(null);
        }
        if (given == null) {
            return salespeople.isEmpty() ? null : person(salespeople.get((int) (quote.id() % salespeople.size())));
        }
        return person(given.toString());
    }

    private static Map<String, String> person(String email) {
        String[] names = email.substring(0, email.indexOf('@')).split("[._-]+", -1);
        Map<String, String> person = new LinkedHashMap<>();
        person.put("name", Stream.of(names).map(QuoteJson::capitalised).collect(Collectors.joining(" ")));
        person.put("email", email);
        return person;
    }

    private static String capitalised(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
