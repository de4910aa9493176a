package se.salesbyte.bridge.store;

/**
 * An event that may be the first of its kind, with what it becomes then.
 *
 * @param id of the lead that it becomes
 * @param key by which it is known again
 * @param isToldByKey whether its id is found by that key, so that it needs no row in {@code event}
 * @param isOurs whether the lead is in this replica's hands from the start
 */
record FreshEvent(String id, NewLead lead, byte[] key, boolean isToldByKey, boolean isOurs) {}
