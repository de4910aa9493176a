package se.salesbyte.bridge.salesbyte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfilesTest {
    private static final PhoneNumbers PHONES = PhoneNumbers.in("SE");
    private static final String UUID = "0b4f3c1e-1111-4222-8333-944455566677";

    @Test
    void fillsInWhatContactsNobody() {
        CreateLeadRequest request = profiles(Map.of("type", "web")).complete(lead(Map.of()), LeadDefaults.NONE, null);
        Map<String, Object> expected = new HashMap<>();
        expected.put("uuid", UUID);
        expected.put("quote_profile_id", 7L);
        expected.put("customer_name", "Ada");
        expected.put("chat_enabled", false);
        expected.put("send_type", "none");
        expected.put("type", "web");
        expected.put("workflows_enabled", false);
        expected.put("allow_customer_document_upload", false);
        expected.put("trigger_created_messages_to_customer", false);
        expected.put("customer_phone", null);
        expected.put("customer_email", null);
        expected.put("customer_company", null);
        expected.put("salesperson_email", null);
        expected.put("message", null);
        assertThat(request.fields()).isEqualTo(expected);
    }

    @Test
    void takesMappingThenSourceThenProfile() {
        Profiles profiles = profiles(
                Map.of("type", "of profile", "send-type", "email", "chat-enabled", "true", "custom-field-2", "p"));
        LeadDefaults source =
                LeadDefaults.of("hubspot.lead.", Map.of("type", "of source", "send-type", "sms", "tag-1", ""), PHONES);
        Map<String, Object> fields = profiles.complete(lead(Map.of("type", "of mapping")), source, null)
                .fields();
        assertThat(fields)
                .containsEntry("type", "of mapping")
                .containsEntry("send_type", "sms")
                .containsEntry("chat_enabled", true)
                .containsEntry("custom_field_2_content", "p")
                .doesNotContainKey("tag_1");
    }

    @Test
    void aBlankDefaultOfASourceIsNone() {
        Profiles profiles = profiles(Map.of("type", "web", "chat-enabled", "true"));
        LeadDefaults source = LeadDefaults.of("hubspot.lead.", Map.of("chat-enabled", "", "type", " "), PHONES);
        assertThat(profiles.complete(lead(Map.of()), source, null).fields())
                .containsEntry("chat_enabled", true)
                .containsEntry("type", "web");
    }

    @Test
    void sendsAllFieldsInDocumentedOrder() {
        Map<String, Object> all = new HashMap<>();
        for (CreateLeadField field : CreateLeadField.values()) {
            switch (field.kind()) {
                case BOOLEAN -> all.put(field.apiName(), "1");
                case INTEGER -> all.put(field.apiName(), "42");
                default -> all.put(field.apiName(), "text of " + field);
            }
        }
        all.remove("uuid");
        all.put("reference", Map.of("contactId", 9));
        CreateLeadRequest request = profiles(Map.of()).complete(lead(all), LeadDefaults.NONE, null);
        assertThat(new ArrayList<>(request.fields().keySet())).isEqualTo(CreateLeadField.apiNames());
        assertThat(request.fields())
                .containsEntry("quote_profile_id", 42L)
                .containsEntry("chat_enabled", true)
                .containsEntry("tag_10", "text of TAG_10");
        assertThat(request.reference()).isEqualTo(Map.of("contactId", 9));
    }

    @Test
    void dropsADefaultTagThatTheLeadHas() {
        Profiles profiles = profiles(Map.of("type", "web", "tag-1", "vip", "tag-2", "bridge", "tag-3", "bridge"));
        assertThat(profiles.complete(lead(Map.of("tag_4", "vip")), LeadDefaults.NONE, null)
                        .fields())
                .doesNotContainKeys("tag_1", "tag_3")
                .containsEntry("tag_2", "bridge")
                .containsEntry("tag_4", "vip");
    }

    @Test
    void readsSeveralSalespeopleFromOneSetting() {
        Profiles profiles = profiles(Map.of("type", "web", "salesperson-email", "a@a.example, b@a.example"));
        assertThat(profiles.complete(lead(Map.of()), LeadDefaults.NONE, null).fields())
                .containsEntry("salesperson_email", List.of("a@a.example", "b@a.example"));
    }

    @Test
    void bringsADefaultPhoneNumberToE164() {
        Profiles profiles = profiles(Map.of("type", "web", "customer-phone", "08-123 456 00"));
        assertThat(profiles.complete(lead(Map.of()), LeadDefaults.NONE, null).fields())
                .containsEntry("customer_phone", "+46812345600");
    }

    @Test
    void theMappingsProfileGoesBeforeTheSources() {
        Profiles profiles = Profiles.of(
                new Profile(UUID, "7", Map.of("type", "web", "tag-1", "all", "chat-enabled", "true")),
                Map.of(
                        "b2b", new Profile("uuid-b2b", "8", Map.of("tag-1", "", "chat-enabled", "")),
                        "b2c", new Profile("uuid-b2c", "9", Map.of("type", "shop"))),
                PHONES);
        CreateLeadRequest ofSource = profiles.complete(lead(Map.of()), LeadDefaults.NONE, "b2c");
        assertThat(ofSource.fields())
                .containsEntry("uuid", "uuid-b2c")
                .containsEntry("quote_profile_id", 9L)
                .containsEntry("type", "shop")
                .containsEntry("tag_1", "all");
        CreateLeadRequest ofMapping = profiles.complete(lead(Map.of("profile", "b2b")), LeadDefaults.NONE, "b2c");
        assertThat(ofMapping.profile()).isEqualTo("b2b");
        assertThat(ofMapping.uuid()).isEqualTo("uuid-b2b");
        assertThat(ofMapping.quoteProfileId()).isEqualTo(8);
        assertThat(ofMapping.fields())
                .containsEntry("type", "web")
                .containsEntry("chat_enabled", false) // taken back to what is built in
                .doesNotContainKey("tag_1");
        assertThat(profiles.uuids()).containsExactlyInAnyOrder(UUID, "uuid-b2b", "uuid-b2c");
    }

    @Test
    void refusesAnUnknownProfileAndAMissingType() {
        Profiles profiles = profiles(Map.of());
        assertThat(catchThrowableOfType(
                                InvalidLeadException.class,
                                () -> profiles.complete(lead(Map.of("profile", "b2x")), LeadDefaults.NONE, null))
                        .faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.field()).isEqualTo("profile");
                    assertThat(fault.reason()).doesNotContain("b2x");
                });
        assertThat(catchThrowableOfType(
                                InvalidLeadException.class,
                                () -> profiles.complete(lead(Map.of()), LeadDefaults.NONE, null))
                        .faults())
                .containsExactly(new FieldFault("type", "is empty: set salesbyte.lead.type or map it"));
    }

    @Test
    void tellsAllBadSettingsByTheirFullKeys() {
        Profile standard = new Profile(" ", UUID, Map.of("chat-enabled", "maybe"));
        Profile named = new Profile("uuid", "", Map.of("workflow-enabled", "true"));
        InvalidLeadSettingsException invalid = catchThrowableOfType(
                InvalidLeadSettingsException.class, () -> Profiles.of(standard, Map.of("b2b", named), PHONES));
        assertThat(invalid.faults())
                .containsExactly(
                        "salesbyte.uuid is missing: copy it from the integration's settings in SalesByte",
                        "salesbyte.quote-profile-id must be a whole number", // the value is not shown: a uuid
                        "salesbyte.lead.chat-enabled is \"maybe\": must be true or false (1 and 0 count as well)",
                        "salesbyte.profiles.b2b.quote-profile-id is missing: write the number of the quote profile that"
                                + " the uuid belongs to",
                        "salesbyte.profiles.b2b.lead.workflow-enabled is no setting: did you mean"
                                + " salesbyte.profiles.b2b.lead.workflows-enabled?");
    }

    @Test
    void tellsBadDefaultsOfASource() {
        InvalidLeadSettingsException invalid = catchThrowableOfType(
                InvalidLeadSettingsException.class,
                () -> LeadDefaults.of("hubspot.lead.", Map.of("chat-enabled", "ja"), PHONES));
        assertThat(invalid)
                .hasMessage("hubspot.lead.chat-enabled is \"ja\": must be true or false (1 and 0 count as well)");
    }

    @Test
    void keepsTheUuidToItself() {
        Profiles profiles = profiles(Map.of("type", "web"));
        CreateLeadRequest request = profiles.complete(lead(Map.of()), LeadDefaults.NONE, null);
        assertThat(request.withoutSecrets()).containsEntry("uuid", "***").hasSameSizeAs(request.fields());
        assertThat(request.withoutSecrets().toString()).doesNotContain(UUID);
        assertThat(request.toString()).doesNotContain(UUID).doesNotContain("Ada");
        assertThat(new Profile(UUID, "7", Map.of()).toString()).doesNotContain(UUID);
    }

    @Test
    void knowsTheCustomer() {
        Map<String, Object> mapping = Map.of(
                "customer_email", "Ada@A.example", "customer_phone", "070-1234567", "customer_company", "Ada AB");
        Customer customer = profiles(Map.of("type", "web"))
                .complete(lead(mapping), LeadDefaults.NONE, null)
                .customer();
        assertThat(customer).isEqualTo(new Customer("Ada", "Ada@A.example", "+46701234567", "Ada AB"));
        assertThat(customer.emailForSearch()).isEqualTo("ada@a.example");
    }

    private static Profiles profiles(Map<String, String> defaults) {
        return Profiles.of(new Profile(UUID, "7", defaults), Map.of(), PHONES);
    }

    private static MappedLead lead(Map<String, Object> mapping) {
        Map<String, Object> named = new HashMap<>(mapping);
        named.putIfAbsent("customer_name", "Ada");
        return MappedLead.of(named, PHONES);
    }
}
