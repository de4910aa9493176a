package se.salesbyte.bridge.salesbyte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MappedLeadTest {
    private static final PhoneNumbers PHONES = PhoneNumbers.in("SE");

    static Stream<Arguments> textValues() {
        return Stream.of(
                Arguments.of("  Ada \t", "Ada"),
                Arguments.of("\u00A0\uFEFFAda\u200B\u2003", "Ada"), // no-break space, BOM, zero-width, em space
                Arguments.of("   ", null),
                Arguments.of(" ", null),
                Arguments.of(42, "42"),
                Arguments.of(42L, "42"),
                Arguments.of(42.0, "42"),
                Arguments.of(100.0, "100"),
                Arguments.of(4.25, "4.25"),
                Arguments.of(new BigDecimal("1E+3"), "1000"),
                Arguments.of(new BigDecimal("1E+1000000000"), "1E+1000000000"), // not written out
                Arguments.of(true, "true"),
                Arguments.of("half an emoji \uD83D", "half an emoji \uFFFD"),
                Arguments.of("a whole one \uD83D\uDE00", "a whole one \uD83D\uDE00"));
    }

    @ParameterizedTest
    @MethodSource("textValues")
    void makesTextOfScalars(Object given, @Nullable String expected) {
        assertThat(lead("custom_field_1_content", given).value(CreateLeadField.CUSTOM_FIELD_1))
                .isEqualTo(expected);
    }

    static Stream<Arguments> booleans() {
        return Stream.of(
                Arguments.of(true, true),
                Arguments.of("true", true),
                Arguments.of(" 1 ", true),
                Arguments.of(1, true),
                Arguments.of(1.0, true),
                Arguments.of(false, false),
                Arguments.of("false", false),
                Arguments.of("0", false),
                Arguments.of(0, false),
                Arguments.of("", null));
    }

    @ParameterizedTest
    @MethodSource("booleans")
    void makesRealBooleans(Object given, @Nullable Boolean expected) {
        assertThat(lead("chat_enabled", given).value(CreateLeadField.CHAT_ENABLED))
                .isEqualTo(expected);
    }

    static Stream<Arguments> integers() {
        return Stream.of(
                Arguments.of(42, 42L),
                Arguments.of("42", 42L),
                Arguments.of(" 42 ", 42L),
                Arguments.of(42.0, 42L),
                Arguments.of("", null));
    }

    @ParameterizedTest
    @MethodSource("integers")
    void makesRealIntegers(Object given, @Nullable Long expected) {
        assertThat(lead("quote_profile_id", given).value(CreateLeadField.QUOTE_PROFILE_ID))
                .isEqualTo(expected);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("chat_enabled", "yes-secret", "must be true or false (1 and 0 count as well)"),
                Arguments.of("chat_enabled", 2, "must be true or false (1 and 0 count as well)"),
                Arguments.of("chat_enabled", List.of(true), "must be true or false (1 and 0 count as well)"),
                Arguments.of("quote_profile_id", "4x2", "must be a whole number"),
                Arguments.of("quote_profile_id", 4.2, "must be a whole number"),
                Arguments.of("quote_profile_id", "-", "must be a whole number"),
                Arguments.of("quote_profile_id", "٤٢", "must be a whole number"), // Arabic digits
                Arguments.of("quote_profile_id", "99999999999999999999", "must be a whole number"),
                Arguments.of("quote_profile_id", 1e300, "must be a whole number"),
                Arguments.of("quote_profile_id", true, "must be a whole number"),
                Arguments.of("message", List.of("a"), "must be text"),
                Arguments.of("message", Map.of("a", "b"), "must be text"),
                Arguments.of("message", Double.NaN, "must be text"),
                Arguments.of("salesperson_email", Map.of(), "must be text or a list of texts"),
                Arguments.of("salesperson_email", List.of(List.of()), "must be text or a list of texts"),
                Arguments.of("reference", "9001", "must be an object of texts, numbers and booleans"),
                Arguments.of("reference", List.of(), "must be an object of texts, numbers and booleans"),
                Arguments.of("reference", Map.of("a", List.of()), "must be an object of texts, numbers and booleans"),
                Arguments.of("profile", List.of("b2b"), "must be the name of a profile"),
                Arguments.of(
                        "uuid", "abc", "comes from the settings, never from a mapping: name a profile in \"profile\""));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesWhatItCannotCoerce(String field, Object given, String reason) {
        assertThat(faultsOf(Map.of("customer_name", "Ada", field, given)))
                .containsExactly(new FieldFault(field, reason));
    }

    @ParameterizedTest
    @CsvSource({
        "customer_mail,     customer_email",
        "custom_field_1,    custom_field_1_content",
        "tag1,              tag_1",
        "referens,          reference",
        "CUSTOMER_NAME2,    customer_name",
    })
    void namesTheNearestFieldOfAnUnknownOne(String unknown, String nearest) {
        List<FieldFault> faults = faultsOf(Map.of("customer_name", "Ada", unknown.toLowerCase(Locale.ROOT), "x"));
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualToIgnoringCase(unknown);
            assertThat(fault.reason()).isEqualTo("is no field of Create Lead: did you mean " + nearest + "?");
        });
    }

    @Test
    void tellsAllFaultsAtOnceWithoutAnyValue() {
        InvalidLeadException invalid = catchThrowableOfType(
                InvalidLeadException.class,
                () -> lead(Map.of("chat_enabled", "Ada", "message", List.of("Ada"), "name", "Ada")));
        assertThat(invalid.faults())
                .extracting(FieldFault::field)
                .containsExactlyInAnyOrder("chat_enabled", "message", "name", "customer_name");
        assertThat(invalid).message().doesNotContain("Ada").contains("chat_enabled: must be true or false");
    }

    @Test
    void boundsTheFaultsOfAMappingThatHandsOnAWholePayload() {
        Map<String, Object> payload = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            payload.put("x".repeat(100) + i, i);
        }
        assertThat(faultsOf(payload)).hasSizeLessThanOrEqualTo(50).allSatisfy(fault -> assertThat(fault.field())
                .hasSizeLessThan(64));
    }

    @ParameterizedTest
    @CsvSource({
        // name,  company, email,         phone,        expected
        "Ada,     AB,      ada@a.example, 070-1234567,  Ada",
        "' ',     AB,      ada@a.example, 070-1234567,  AB",
        ",        ,        ada@a.example, 070-1234567,  ada@a.example",
        ",        ' ',     '',            070-1234567,  +46701234567",
    })
    void fallsBackForABlankName(
            @Nullable String name, @Nullable String company, @Nullable String email, String phone, String expected) {
        Map<String, @Nullable Object> mapping = new HashMap<>();
        mapping.put("customer_name", name);
        mapping.put("customer_company", company);
        mapping.put("customer_email", email);
        mapping.put("customer_phone", phone);
        assertThat(lead(mapping).value(CreateLeadField.CUSTOMER_NAME)).isEqualTo(expected);
    }

    @Test
    void refusesALeadOfNobody() {
        assertThat(faultsOf(Map.of("message", "hello")))
                .containsExactly(new FieldFault(
                        "customer_name",
                        "is empty, and so are customer_company, customer_email and customer_phone: map one of them"));
    }

    @Test
    void saysNothingOfTheNameWhereAFallbackIsAtFault() {
        assertThat(faultsOf(Map.of("customer_email", List.of("ada@a.example"))))
                .extracting(FieldFault::field)
                .containsExactly("customer_email");
    }

    @ParameterizedTest
    @CsvSource({
        "070-123 45 67,            +46701234567",
        "+46 (0)70 123 45 67,      +46701234567",
        "0046701234567,            +46701234567",
        "46701234567,              +46701234567",
        "08-123 456 00,            +46812345600",
        "+47 22 12 34 56,          +4722123456",
        // not certain: as they came
        "12,                       12",
        "070-123 45 67 ankn. 3,    070-123 45 67 ankn. 3",
        "+46 70 123 45 67 ext. 12, +46 70 123 45 67 ext. 12",
        "070-1234567 Ada,          070-1234567 Ada",
        "ring mig,                 ring mig",
        "'0701234567, 08-123456',  '0701234567, 08-123456'",
        "+999 12345678,            +999 12345678",
    })
    void bringsPhoneNumbersToE164WhereCertain(String given, String expected) {
        assertThat(lead("customer_phone", given).value(CreateLeadField.CUSTOMER_PHONE))
                .isEqualTo(expected);
    }

    @Test
    void readsNumbersOfTheRegion() {
        Map<String, Object> mapping = Map.of("customer_phone", "22 12 34 56");
        assertThat(MappedLead.of(mapping, PhoneNumbers.in("NO")).value(CreateLeadField.CUSTOMER_PHONE))
                .isEqualTo("+4722123456");
    }

    static Stream<Arguments> salespeople() {
        return Stream.of(
                Arguments.of(" a@a.example ", "a@a.example"),
                Arguments.of(List.of("a@a.example"), "a@a.example"),
                Arguments.of(List.of("a@a.example", " b@a.example"), List.of("a@a.example", "b@a.example")),
                Arguments.of(List.of("a@a.example", "a@a.example", ""), "a@a.example"),
                Arguments.of(Arrays.asList(" ", null), null),
                Arguments.of(List.of(), null));
    }

    @ParameterizedTest
    @MethodSource("salespeople")
    void readsOneOrSeveralSalespeople(Object given, @Nullable Object expected) {
        assertThat(lead("salesperson_email", given).value(CreateLeadField.SALESPERSON_EMAIL))
                .isEqualTo(expected);
    }

    @Test
    void keepsTagsInTheirSlotsAndDropsRepeatedOnes() {
        MappedLead lead = lead(Map.of("customer_name", "Ada", "tag_3", " web ", "tag_5", "web", "tag_7", " "));
        assertThat(CreateLeadField.TAGS.stream().map(lead::value).filter(Objects::nonNull))
                .containsExactly("web");
        assertThat(lead.value(CreateLeadField.TAG_3)).isEqualTo("web");
    }

    @Test
    void keepsReferenceAndProfileAndIgnoresSkip() {
        Map<String, Object> reference = Map.of("contactId", "9001", "score", 7, "vip", true);
        MappedLead lead =
                lead(Map.of("customer_name", "Ada", "reference", reference, "profile", " b2b ", "skip", false));
        assertThat(lead.reference()).isEqualTo(reference);
        assertThat(lead.profile()).isEqualTo("b2b");
    }

    @Test
    void mendsTextThatNoJsonCanCarry() {
        MappedLead lead = lead(Map.of("customer_name", "Ada", "reference", Map.of("note", "cut \uD83D")));
        assertThat(lead.reference()).isEqualTo(Map.of("note", "cut \uFFFD"));
    }

    private static MappedLead lead(String field, Object value) {
        return lead(Map.of("customer_name", "Ada", field, value));
    }

    private static MappedLead lead(Map<?, ?> mapping) {
        return MappedLead.of(mapping, PHONES);
    }

    private static List<FieldFault> faultsOf(Map<?, ?> mapping) {
        return catchThrowableOfType(InvalidLeadException.class, () -> lead(mapping))
                .faults();
    }
}
