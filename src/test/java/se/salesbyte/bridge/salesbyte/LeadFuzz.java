package se.salesbyte.bridge.salesbyte;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.UnparseablePayloadException;

/** Results of mappings that nobody would write, as JSON: what comes out is a request as SalesByte documents it. */
public final class LeadFuzz implements FuzzTarget {
    private static final PhoneNumbers PHONES = PhoneNumbers.in("SE");
    private static final String UUID = "0b4f3c1e-1111-4222-8333-944455566677";

    private final PayloadParser parser = new PayloadParser();
    private final Profiles profiles = Profiles.of(
            new Profile(UUID, "7", Map.of("type", "web")),
            Map.of("other", new Profile("1b4f3c1e-1111-4222-8333-944455566677", "8", Map.of("tag-1", "a"))),
            PHONES);

    @Override
    public void feed(FuzzInput input) {
        try {
            if (parser.parse(null, input.rest()) instanceof Map<?, ?> mapping) {
                MappedLead.skipReason(mapping)
                        .ifPresent(reason -> assertThat(reason).isNotBlank());
                check(profiles.complete(MappedLead.of(mapping, PHONES), LeadDefaults.NONE, null));
            }
        } catch (UnparseablePayloadException noJson) {
            assertThat(noJson.what()).isNotBlank();
        } catch (InvalidLeadException refused) {
            assertThat(refused.faults()).isNotEmpty().hasSizeLessThan(200);
            assertThat(refused.getMessage()).hasSizeLessThan(200 * 300);
        }
    }

    private static void check(CreateLeadRequest request) {
        assertThat(CreateLeadField.apiNames()).containsAll(request.fields().keySet());
        request.fields().forEach((name, value) -> {
            if (value instanceof String text) {
                assertThat(Whitespace.trim(text)).as(name).isEqualTo(text).isNotEmpty();
                assertThat(WellFormed.text(text)).as(name).isEqualTo(text);
            } else if (value != null) {
                assertThat(value).as(name).isInstanceOfAny(Boolean.class, Long.class);
            }
        });
        assertThat(request.customer().name()).isNotBlank();
        assertThat(request.withoutSecrets().toString()).doesNotContain(request.uuid());
        assertThat(request.reference()).doesNotContainValue(UUID);
    }
}
