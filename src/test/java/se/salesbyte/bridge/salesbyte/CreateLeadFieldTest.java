package se.salesbyte.bridge.salesbyte;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateLeadFieldTest {
    @Test
    void hasTheDocumentedFields() {
        assertThat(CreateLeadField.values()).hasSize(34);
        assertThat(Arrays.stream(CreateLeadField.values())
                        .filter(CreateLeadField::required)
                        .map(CreateLeadField::apiName))
                .containsExactly(
                        "uuid",
                        "quote_profile_id",
                        "customer_name",
                        "chat_enabled",
                        "send_type",
                        "type",
                        "workflows_enabled",
                        "allow_customer_document_upload",
                        "trigger_created_messages_to_customer");
        assertThat(Arrays.stream(CreateLeadField.values()).filter(CreateLeadField::slot))
                .hasSize(20);
    }

    @ParameterizedTest
    @CsvSource({
        "chat_enabled,             chat-enabled,        BOOLEAN",
        "send_type,                send-type,           TEXT",
        "salesperson_email,        salesperson-email,   TEXT_OR_LIST",
        "custom_field_1_content,   custom-field-1,      TEXT",
        "custom_field_10_content,  custom-field-10,     TEXT",
        "tag_10,                   tag-10,              TEXT",
    })
    void namesItsSettings(String apiName, String setting, CreateLeadField.Kind kind) {
        CreateLeadField field = Objects.requireNonNull(CreateLeadField.named(apiName));
        assertThat(CreateLeadField.ofSetting(setting)).isEqualTo(field);
        assertThat(field.setting()).isEqualTo(setting);
        assertThat(field.kind()).isEqualTo(kind);
    }

    @Test
    void offersNoDefaultForWhatBelongsToAProfileOrAPerson() {
        assertThat(CreateLeadField.leadSettings())
                .hasSize(31)
                .doesNotContain("uuid", "quote-profile-id", "customer-name")
                .contains("type", "message", "customer-email");
    }
}
