package se.salesbyte.bridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.TreeJson;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.salesbyte.InvalidLeadException;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;

/** Events as no provider would send them, for every mapping. An input is a mapping's name, the content type, the body. */
public final class MappingFuzz implements FuzzTarget {
    private static final PhoneNumbers PHONES = PhoneNumbers.in("SE");
    private static final int LEAST = 10_000;

    private final Mappings mappings = new Mappings(Path.of(""), Clock.systemUTC(), new LogMappingChanges());
    private final List<String> names = mappings.names();
    private final PayloadParser parser = new PayloadParser();

    @Override
    public void feed(FuzzInput input) {
        String name = input.line();
        String known = names.contains(name) ? name : names.get(Math.floorMod(name.hashCode(), names.size()));
        Object event = parsed(input.line(), input.rest());
        if (event != null) {
            map(mappings.mapping(known), event, input.length());
        }
    }

    private static void map(Mapping mapping, Object event, int length) {
        try {
            Map<String, @Nullable Object> fields = mapping.apply(event);
            assertThat(TreeJson.write(fields)).hasSizeLessThan(LEAST + 100 * length);
            MappedLead.skipReason(fields);
            MappedLead.of(fields, PHONES);
        } catch (MappingException fault) {
            assertThat(fault.reason()).isNotBlank().hasSizeLessThan(1000);
            assertThat(fault.place().toString()).contains(mapping.name());
        } catch (InvalidLeadException refused) {
            assertThat(refused.faults()).isNotEmpty();
        }
    }

    private @Nullable Object parsed(String contentType, byte[] body) {
        try {
            return parser.parse(contentType, body);
        } catch (UnparseablePayloadException refused) {
            return null;
        }
    }
}
