package se.salesbyte.bridge.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where leads are kept.
 *
 * @param url {@code bridge.store.url}, no default: a PostgreSQL that replicas may share, as of JDBC; empty for a file in
 *     {@link Settings#dataDirectory}
 * @param user {@code bridge.store.user}, no default: as the address or the environment says
 * @param password {@code bridge.store.password}, no default; secret
 * @param lease {@code bridge.replica.lease}, default 15 seconds, from 2 seconds to 5 minutes: how long the other replicas wait
 *     for one that says nothing before they go on with what it had in hand
 */
public record StoreSettings(Optional<String> url, Optional<String> user, Optional<String> password, Duration lease) {}
