package se.salesbyte.bridge.store;

import java.time.Duration;

/**
 * A PostgreSQL that several replicas share.
 *
 * @param url as of JDBC, {@code jdbc:postgresql://…}
 * @param user empty: as the address or the environment says
 * @param password empty likewise; never shown
 * @param schema where the tables lie; made if need be
 * @param replica a name of this process, for people
 * @param lease how long the others wait for a replica that says nothing before they put it out
 */
public record StoreAddress(String url, String user, String password, String schema, String replica, Duration lease) {
    @Override
    public String toString() {
        return url.replaceAll("\\?.*", "") + " (" + schema + ")";
    }
}
