package se.salesbyte.bridge.store;

import java.util.List;

/**
 * What an event from SalesByte does to another lead: its customer has checked out the quote.
 *
 * @param leadId the lead that has the quote
 * @param salesbyteId the quote's id
 * @param detail the same in words, for its timeline; no secrets
 * @param messages what goes to an outbox of that lead, in order
 */
public record CheckedOut(String leadId, String salesbyteId, String detail, List<NewMessage> messages) {}
