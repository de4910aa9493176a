package se.salesbyte.bridge.camel;

import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.Mapping;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.salesbyte.MappedLead;

/** Message translator: {@code toType: jsonata:typeform} applies {@code routes/mappings/typeform.jsonata} to the body. */
@DataTypeTransformer(name = "jsonata", description = "Applies a mapping of routes/mappings to an event")
public final class JsonataTransformer extends Transformer {
    /** The exchange property with the {@link Mapping} that was applied last, for telling where a fault is. */
    static final String MAPPING = "mapping";

    private final Mappings mappings;

    public JsonataTransformer(Mappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public void transform(Message message, DataType from, DataType to) {
        Mapping mapping = mappings.mapping(to.getName());
        message.getExchange().setProperty(MAPPING, mapping);
        Map<String, @Nullable Object> mapped = ChangeFields.of(message.getExchange(), mapping.apply(message.getBody()));
        MappedLead.skipReason(mapped)
                .ifPresentOrElse(reason -> mapped.put("skip", reason), () -> mapped.remove("skip"));
        message.setBody(mapped);
    }
}
