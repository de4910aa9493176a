package se.salesbyte.bridge.camel;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.delivery.LeadInHand;
import se.salesbyte.bridge.delivery.QuoteTarget;
import se.salesbyte.bridge.salesbyte.CreateLeadRequest;
import se.salesbyte.bridge.salesbyte.LeadDefaults;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.store.Customer;

/** Turns a mapped lead into a Create Lead request: defaults, coercion, validation of all 34 fields at once. */
@DataTypeTransformer(
        name = "salesbyte:create-lead",
        description = "Completes and checks a mapped lead; its body becomes the Create Lead request")
public final class CreateLeadTransformer extends Transformer {
    /** The exchange variable that says why the event is no lead; its body is left as it was mapped. */
    static final String SKIP = "skip";

    private static final Logger LOG = LoggerFactory.getLogger(CreateLeadTransformer.class);

    private final Profiles profiles;
    private final PhoneNumbers phones;
    private final Function<String, Optional<String>> profileOfSource;
    private final @Nullable String markerField;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * @param profileOfSource the name of the profile that a source is set to use; empty for the main one
     * @param markerField the custom field that carries the ids of lead and attempt, whatever the mapping has for it; null for none
     */
    public CreateLeadTransformer(
            Profiles profiles,
            PhoneNumbers phones,
            Function<String, Optional<String>> profileOfSource,
            @Nullable String markerField) {
        this.markerField = markerField;
        this.profiles = profiles;
        this.phones = phones;
        this.profileOfSource = profileOfSource;
    }

    @Override
    public void transform(Message message, DataType from, DataType to) {
        Exchange exchange = message.getExchange();
        LeadInHand attempt = LeadProducer.attemptOf(exchange);
        Map<String, @Nullable Object> mapped = mapped(message);
        Optional<String> skip = MappedLead.skipReason(mapped);
        exchange.removeVariable(SKIP); // a source's route may have one of that name for itself
        if (skip.isPresent()) {
            exchange.setVariable(SKIP, skip.get());
            return;
        }
        CreateLeadRequest request = FaultsInMapping.tellPlaces(
                exchange,
                () -> profiles.complete(
                        MappedLead.of(mapped, phones),
                        LeadDefaults.NONE,
                        profileOfSource.apply(attempt.getSource()).orElse(null)));
        if (markerField != null) {
            request = marked(request, markerField, attempt);
        }
        attempt.mapped(customerOf(request), request.reference(), request.withoutSecrets());
        attempt.goesTo(new QuoteTarget(request.uuid(), request.quoteProfileId(), request.profile()));
        message.setBody(request.fields());
    }

    /** A route may map without a mapping file: then the changes are still to be made. */
    @SuppressWarnings("unchecked") // a mapping's keys are names
    private static Map<String, @Nullable Object> mapped(Message message) {
        return ChangeFields.of(message.getExchange(), message.getBody(Map.class));
    }

    private CreateLeadRequest marked(CreateLeadRequest request, String field, LeadInHand attempt) {
        if (request.fields().get(CreateLeadRequest.apiNameOf(field)) != null && warned.add(attempt.getSource())) {
            LOG.warn(
                    "Leads have a value for the field that salesbyte.marker-field names, and lose it: map it to another."
                            + " source={} field={}",
                    attempt.getSource(),
                    field);
        }
        return request.marked(field, attempt.getLeadId() + "-" + attempt.getNumber());
    }

    private static Customer customerOf(CreateLeadRequest request) {
        se.salesbyte.bridge.salesbyte.Customer customer = request.customer();
        return new Customer(customer.name(), customer.email(), customer.phone(), customer.company());
    }
}
