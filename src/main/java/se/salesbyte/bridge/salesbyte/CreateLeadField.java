package se.salesbyte.bridge.salesbyte;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of {@code POST /integrations/create_brandawareness}, in the order SalesByte documents them: first the
 * nine it requires, then the 25 it does not. It documents no others, so no others are ever sent.
 */
public enum CreateLeadField {
    UUID("uuid", Kind.TEXT, Presence.REQUIRED),
    QUOTE_PROFILE_ID("quote_profile_id", Kind.INTEGER, Presence.REQUIRED),
    CUSTOMER_NAME("customer_name", Kind.TEXT, Presence.REQUIRED),
    CHAT_ENABLED("chat_enabled", Kind.BOOLEAN, Presence.REQUIRED),
    SEND_TYPE("send_type", Kind.TEXT, Presence.REQUIRED),
    TYPE("type", Kind.TEXT, Presence.REQUIRED),
    WORKFLOWS_ENABLED("workflows_enabled", Kind.BOOLEAN, Presence.REQUIRED),
    ALLOW_CUSTOMER_DOCUMENT_UPLOAD("allow_customer_document_upload", Kind.BOOLEAN, Presence.REQUIRED),
    TRIGGER_CREATED_MESSAGES_TO_CUSTOMER("trigger_created_messages_to_customer", Kind.BOOLEAN, Presence.REQUIRED),
    CUSTOMER_PHONE("customer_phone", Kind.TEXT, Presence.NULLABLE),
    CUSTOMER_EMAIL("customer_email", Kind.TEXT, Presence.NULLABLE),
    CUSTOMER_COMPANY("customer_company", Kind.TEXT, Presence.NULLABLE),
    SALESPERSON_EMAIL("salesperson_email", Kind.TEXT_OR_LIST, Presence.NULLABLE),
    CUSTOM_FIELD_1("custom_field_1_content", Kind.TEXT, Presence.SLOT),
    CUSTOM_FIELD_2("custom_field_2_content", Kind.TEXT, Presence.SLOT),
    CUSTOM_FIELD_3("custom_field_3_content", Kind.TEXT, Presence.SLOT),
    CUSTOM_FIELD_4("custom_field_4_content", Kind.TEXT, Presence.SLOT),
    CUSTOM_FIELD_5("custom_field_5_content", Kind.TEXT, Presence.SLOT),
    CUSTOM_FIELD_6("custom_field_6_content", Kind.TEXT, Presence.SLOT),
    CUSTOM_FIELD_7("custom_field_7_content", Kind.TEXT, Presence.SLOT),
    CUSTOM_FIELD_8("custom_field_8_content", Kind.TEXT, Presence.SLOT),
    CUSTOM_FIELD_9("custom_field_9_content", Kind.TEXT, Presence.SLOT),
    CUSTOM_FIELD_10("custom_field_10_content", Kind.TEXT, Presence.SLOT),
    TAG_1("tag_1", Kind.TEXT, Presence.SLOT),
    TAG_2("tag_2", Kind.TEXT, Presence.SLOT),
    TAG_3("tag_3", Kind.TEXT, Presence.SLOT),
    TAG_4("tag_4", Kind.TEXT, Presence.SLOT),
    TAG_5("tag_5", Kind.TEXT, Presence.SLOT),
    TAG_6("tag_6", Kind.TEXT, Presence.SLOT),
    TAG_7("tag_7", Kind.TEXT, Presence.SLOT),
    TAG_8("tag_8", Kind.TEXT, Presence.SLOT),
    TAG_9("tag_9", Kind.TEXT, Presence.SLOT),
    TAG_10("tag_10", Kind.TEXT, Presence.SLOT),
    MESSAGE("message", Kind.TEXT, Presence.NULLABLE);

    /** What SalesByte takes as a value of a field. */
    public enum Kind {
        TEXT,
        INTEGER,
        BOOLEAN,
        /** One text, or a list of several. */
        TEXT_OR_LIST
    }

    private enum Presence {
        REQUIRED,
        NULLABLE,
        SLOT
    }

    /** All fields in documented order; {@link #values()} without its copy. */
    static final List<CreateLeadField> ALL = List.of(values());

    static final List<CreateLeadField> TAGS =
            ALL.stream().filter(field -> field.apiName.startsWith("tag_")).toList();

    private static final Map<String, CreateLeadField> BY_API_NAME =
            ALL.stream().collect(toUnmodifiableMap(CreateLeadField::apiName, Function.identity()));
    private static final Map<String, CreateLeadField> BY_SETTING = bySetting();

    private final String apiName;
    private final Kind kind;
    private final Presence presence;
    private final String setting;

    CreateLeadField(String apiName, Kind kind, Presence presence) {
        this.apiName = apiName;
        this.kind = kind;
        this.presence = presence;
        this.setting = apiName.replace("_content", "").replace('_', '-');
    }

    /** The name on the wire, such as {@code custom_field_1_content}. */
    public String apiName() {
        return apiName;
    }

    /** What SalesByte takes as its value. */
    public Kind kind() {
        return kind;
    }

    /** Whether SalesByte refuses a lead without it. */
    public boolean required() {
        return presence == Presence.REQUIRED;
    }

    /** Whether it is one of the ten tags or ten custom fields: left out, not null, when there is no value. */
    public boolean slot() {
        return presence == Presence.SLOT;
    }

    /**
     * The name after {@code salesbyte.lead.}, such as {@code custom-field-1}; null for the fields that have no default:
     * {@code uuid} and {@code quote_profile_id} belong to a profile, and {@code customer_name} always has a value of the
     * lead's own.
     */
    public @Nullable String setting() {
        return switch (this) {
            case UUID, QUOTE_PROFILE_ID, CUSTOMER_NAME -> null;
            default -> setting;
        };
    }

    /** The names that may follow {@code salesbyte.lead.}, in documented order. */
    public static Set<String> leadSettings() {
        return BY_SETTING.keySet();
    }

    /** The field of that name on the wire; null if SalesByte has none. */
    public static @Nullable CreateLeadField named(String apiName) {
        return BY_API_NAME.get(apiName);
    }

    /** The field of that name after {@code salesbyte.lead.}; null if there is none. */
    public static @Nullable CreateLeadField ofSetting(String setting) {
        return BY_SETTING.get(setting);
    }

    static List<String> apiNames() {
        List<String> names = new ArrayList<>();
        ALL.forEach(field -> names.add(field.apiName));
        return names;
    }

    private static Map<String, CreateLeadField> bySetting() {
        Map<String, CreateLeadField> fields = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(field -> {
            String setting = field.setting();
            if (setting != null) {
                fields.put(setting, field);
            }
        });
        return Collections.unmodifiableMap(fields);
    }
}
