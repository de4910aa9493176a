package se.salesbyte.bridge.store;

import java.time.Instant;

/**
 * A running process that shares the store.
 *
 * @param name its host and management port
 * @param joinedAt since when it is there; on the clock of the database
 */
public record ReplicaRow(String name, Instant joinedAt) {}
