package se.salesbyte.bridge.store;

/**
 * A message for an outbox.
 *
 * @param id its id for good, also at every later try
 * @param outbox the outbox's name
 * @param type the event type of the contract, {@code lead.delivered} for instance
 * @param payload JSON
 */
public record NewMessage(String id, String outbox, String type, String payload) {}
