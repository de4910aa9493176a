package se.salesbyte.bridge.kamelet;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.FailureReason;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.salesbyte.CreateLeadRequest;
import se.salesbyte.bridge.salesbyte.FieldFault;
import se.salesbyte.bridge.salesbyte.InvalidLeadException;
import se.salesbyte.bridge.salesbyte.LeadDefaults;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profile;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.salesbyte.SecretMask;
import se.salesbyte.bridge.source.Presets;

/**
 * Makes the body, a lead as JSON, the Create Lead request, just as {@code salesbyte:create-lead} does; tells the outcome at
 * once if it is none. The setters are the Kamelet's parameters. Thread-safe once they are set.
 */
public final class PrepareLead implements Processor {
    private final PayloadParser parser = new PayloadParser();
    private String uuid = "";
    private String quoteProfileId = "";
    private String type = "";
    private String defaultRegion = "SE";
    private volatile @Nullable Profiles profiles;

    public void setUuid(String uuid) {
        this.uuid = uuid;
    }

    public void setQuoteProfileId(String quoteProfileId) {
        this.quoteProfileId = quoteProfileId;
    }

    public void setType(String type) {
        this.type = type;
    }

    public void setDefaultRegion(String defaultRegion) {
        this.defaultRegion = defaultRegion;
    }

    /**
     * @throws se.salesbyte.bridge.salesbyte.InvalidLeadSettingsException if the parameters are wrong
     * @throws IllegalStateException in a bridge, where leads are kept before they are sent
     */
    @Override
    public void process(Exchange exchange) {
        Profiles checked = profiles(exchange.getContext());
        UnkeptCall call = UnkeptCall.begin(exchange, SecretMask.of(List.of(uuid)));
        Message message = exchange.getMessage();
        try {
            Map<?, ?> lead = leadIn(message);
            Optional<String> skip = MappedLead.skipReason(lead);
            if (skip.isPresent()) {
                ActionOutcome.skipped(skip.get()).tell(exchange);
                return;
            }
            CreateLeadRequest request =
                    checked.complete(MappedLead.of(lead, PhoneNumbers.in(defaultRegion)), LeadDefaults.NONE, null);
            call.refers(request.reference());
            message.setBody(request.fields());
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setHeader("Accept", "application/json"); // else faults are answered with a redirect
        } catch (InvalidLeadException invalid) {
            ActionOutcome.failed(FailureReason.VALIDATION, String.valueOf(invalid.getMessage()), byField(invalid))
                    .tell(exchange);
        } catch (UnparseablePayloadException noLead) {
            ActionOutcome.failed(FailureReason.MAPPING, String.valueOf(noLead.getMessage()), Map.of())
                    .tell(exchange);
        }
    }

    private Map<?, ?> leadIn(Message message) {
        if (message.getBody() instanceof Map<?, ?> lead) {
            return lead;
        }
        byte[] json = message.getBody(byte[].class);
        if (json != null && parser.parse("application/json", json) instanceof Map<?, ?> lead) {
            return lead;
        }
        throw new UnparseablePayloadException(
                "the body is no lead: give a JSON object with customer_name and the like", null);
    }

    private Profiles profiles(CamelContext context) {
        Profiles known = profiles;
        if (known == null) {
            if (context.getRegistry().findSingleByType(Presets.class) != null) {
                throw new IllegalStateException(
                        "salesbyte-create-lead-action keeps no lead, and this is a bridge, which"
                                + " does: send the mapped lead to direct:salesbyte");
            }
            known = Profiles.of(
                    new Profile(uuid, quoteProfileId, Map.of("type", type)), Map.of(), PhoneNumbers.in(defaultRegion));
            profiles = known;
        }
        return known;
    }

    private static Map<String, List<String>> byField(InvalidLeadException invalid) {
        return invalid.faults().stream()
                .collect(groupingBy(FieldFault::field, TreeMap::new, mapping(FieldFault::reason, toList())));
    }
}
