package se.salesbyte.bridge.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.salesbyte.bridge.testing.Fixture;

/** What every provider sends can be read, each value where an integrator looks for it. */
class ProviderPayloadsTest {
    private static final String TABLE =
            """
            activecampaign              | contact.first_name & contact.fields.antal_anstallda | Eva25
            cal-com                     | payload.responses.name.value                       | Hanna Lilja
            calendly                    | payload.name                                       | Fredrik Ahl
            dynamics-dataverse          | InputParameters[key='Target'].value.Attributes[key='fullname'].value | Ingrid Dahl
            elementor                   | `Ditt namn`                                        | Björn Ek
            form                        | name                                               | Åsa Lind
            formstack                   | `Fullständigt namn`                                | Maria Lindqvist
            formstack-published-vector  | FormID                                             | 6606394
            github-style                | lead.name                                          | Agnes Roos
            google-ads-lead-form        | user_column_data[column_id='FULL_NAME'].string_value | Anders Lundh
            gravity-forms               | `1.3` & ' ' & `1.6`                                | Cecilia Norén
            hubspot                     | $string(eventId)                                   | 3816279340
            hubspot-workflow            | properties.firstname.value                         | Johan
            jotform                     | rawRequest.q3_namn.last                            | Åström
            lime-crm                    | body.values.company                                | Testsson & Co
            mailchimp                   | data.merges.FNAME & data.merges.GROUPINGS[0].groups | LinnéaKunder, VIP
            meta-lead-ads               | entry.changes.value.leadgen_id                     | 123123123123
            netlify                     | data.name                                          | Emil Berg
            pipedrive                   | meta.entity                                        | person
            salesforce-outbound-message | Body.notifications.Notification.sObject.LastName   | Holm
            shopify                     | $string(id)                                        | 7066104889344
            standard-webhooks           | type                                               | lead.created
            stripe-style                | data.object.metadata.company                       | Brandt Bil AB
            svix                        | data.tags[0]                                       | ventilation
            tally                       | data.fields[label='Namn'].value                    | Helena Fors
            typeform                    | form_response.answers[type='email'].email          | sofia.bergqvist@example.com
            webflow                     | payload.data.`First Name`                          | Oskar
            woocommerce                 | billing.company                                    | Hjelm Cykel AB
            zapier-generic              | custom_fields.kampanj                              | höst
            """;

    static Stream<Arguments> sent() {
        return TABLE.lines().map(row -> {
            String[] cells = row.split(" +\\| +", 3);
            return Arguments.of(cells[0], cells[1], cells[2]);
        });
    }

    @ParameterizedTest
    @MethodSource("sent")
    void canBeRead(String name, String expression, String value) {
        Fixture sent = Fixture.named(name);
        Object tree = new PayloadParser()
                .parse(sent.header("Content-Type"), sent.body(), new Decoding(false, List.of("rawRequest")));
        assertThat(evaluated(expression, tree)).isEqualTo(value);
    }

    private static @Nullable Object evaluated(String expression, Object tree) {
        Object found = Jsonata.jsonata(expression).evaluate(tree);
        return found instanceof List<?> one && one.size() == 1 ? one.get(0) : found;
    }
}
