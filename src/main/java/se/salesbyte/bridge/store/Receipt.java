package se.salesbyte.bridge.store;

/**
 * What became of an accepted event.
 *
 * @param leadId the lead's id; for a duplicate that of the lead which the first such event became
 * @param duplicate true if the event had been accepted before
 */
public record Receipt(String leadId, boolean duplicate) {}
