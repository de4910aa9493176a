package se.salesbyte.bridge.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How SalesByte is called.
 *
 * @param url {@code salesbyte.url}, default {@code sandbox}: the address before {@code /integrations/…}, without
 *     trailing slash; in sandbox mode that of the built-in sandbox, else https, or http on this machine
 * @param timeout {@code salesbyte.timeout}, default 30 seconds: how long an answer may take; positive
 * @param connectTimeout {@code salesbyte.connect-timeout}, default 5 seconds: how long a connection may take; positive
 * @param flow how much at a time
 * @param doubt what happens when a call does not say whether the lead was created
 * @param mainProfile what a lead gets for which no profile is chosen
 * @param profiles the named ones; an environment variable changes one of these but cannot add one, as nobody could
 *     tell its name's dashes from dots
 */
public record SalesByteSettings(
        URI url,
        Duration timeout,
        Duration connectTimeout,
        FlowSettings flow,
        DoubtSettings doubt,
        ProfileSettings mainProfile,
        Map<String, ProfileSettings> profiles) {

    public SalesByteSettings {
        profiles = Map.copyOf(profiles);
    }
}
