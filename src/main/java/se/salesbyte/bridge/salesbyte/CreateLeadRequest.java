package se.salesbyte.bridge.salesbyte;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A complete, valid Create Lead request and what the bridge keeps beside it. Immutable. */
public final class CreateLeadRequest {
    private static final String MASKED = "***";

    private final Map<String, @Nullable Object> fields;
    private final Map<String, @Nullable Object> reference;
    private final @Nullable String profile;

    CreateLeadRequest(
            Map<String, @Nullable Object> fields, Map<String, @Nullable Object> reference, @Nullable String profile) {
        this.fields = Collections.unmodifiableMap(fields);
        this.reference = reference;
        this.profile = profile;
    }

    /**
     * The body to send, by API name in documented order: text, {@link Long}, {@link Boolean}, a list of texts, or null.
     * Holds the uuid, a secret: for the wire only.
     */
    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** The body with {@code ***} for the uuid: for everything that is stored or shown. */
    public Map<String, @Nullable Object> withoutSecrets() {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>(fields);
        masked.put(CreateLeadField.UUID.apiName(), MASKED);
        return Collections.unmodifiableMap(masked);
    }

    /** The name on the wire of a custom field, {@code custom_field_10_content} of {@code custom_field_10}. */
    public static String apiNameOf(String customField) {
        return customField + "_content";
    }

    /**
     * The same with the lead's own id in it, by which it can be found for certain.
     *
     * @param customField which carries the id, {@code custom_field_10} for instance
     */
    public CreateLeadRequest marked(String customField, String leadId) {
        Map<String, @Nullable Object> marked = new LinkedHashMap<>();
        for (CreateLeadField field : CreateLeadField.ALL) {
            String name = field.apiName();
            if (name.equals(apiNameOf(customField))) {
                marked.put(name, leadId);
            } else if (fields.containsKey(name)) {
                marked.put(name, fields.get(name));
            }
        }
        return new CreateLeadRequest(marked, reference, profile);
    }

    /** Who the lead is about. */
    public Customer customer() {
        return new Customer(
                required(CreateLeadField.CUSTOMER_NAME).toString(),
                text(CreateLeadField.CUSTOMER_EMAIL),
                text(CreateLeadField.CUSTOMER_PHONE),
                text(CreateLeadField.CUSTOMER_COMPANY));
    }

    /** What the mapping wants handed back in callbacks; never sent. Empty if there is nothing. */
    public Map<String, @Nullable Object> reference() {
        return reference;
    }

    /** The named profile that it goes to; null for the standard one. */
    public @Nullable String profile() {
        return profile;
    }

    /** The credential, a secret. */
    public String uuid() {
        return required(CreateLeadField.UUID).toString();
    }

    /** The quote profile's number at SalesByte. */
    public long quoteProfileId() {
        return (Long) required(CreateLeadField.QUOTE_PROFILE_ID);
    }

    /** Without values: they are secret or a person's. */
    @Override
    public String toString() {
        return "CreateLeadRequest" + fields.keySet();
    }

    private Object required(CreateLeadField field) {
        Object value = fields.get(field.apiName());
        if (value == null) {
            throw new IllegalStateException(field.apiName() + " is missing");
        }
        return value;
    }

    private @Nullable String text(CreateLeadField field) {
        Object value = fields.get(field.apiName());
        return value == null ? null : value.toString();
    }
}
