package se.salesbyte.bridge.notification;

import java.util.LinkedHashMap;
import java.util.Map;
import se.salesbyte.bridge.delivery.LeadFacts;
import se.salesbyte.bridge.store.Customer;

/** What every message about a lead says of it, as the contract has it. */
final class LeadJson {
    private LeadJson() {}

    /** Puts the lead and its customer into the data of a message. */
    static void put(LeadFacts lead, Map<String, Object> data) {
        data.put("lead", of(lead));
        data.put("customer", of(lead.customer()));
    }

    private static Map<String, Object> of(LeadFacts lead) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", lead.leadId());
        fields.put("source", lead.source());
        fields.put("eventId", lead.eventId());
        fields.put("receivedAt", lead.receivedAt().toString());
        fields.put("attempts", lead.attempts());
        fields.put("reference", lead.reference());
        return fields;
    }

    private static Map<String, Object> of(Customer customer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", customer.name());
        fields.put("email", customer.email());
        fields.put("phone", customer.phone());
        fields.put("company", customer.company());
        return fields;
    }
}
