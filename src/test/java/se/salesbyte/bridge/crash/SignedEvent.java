package se.salesbyte.bridge.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.salesbyte.bridge.notification.SignByStandardWebhooks;

/**
 * One event of the load, the same whenever it is sent again.
 *
 * @param run tells events of different runs apart
 */
record SignedEvent(long run, int number) {
    static final String SOURCE = "standard-webhooks";
    static final String SECRET = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY";

    private static final Pattern ID = Pattern.compile("evt_\\d+_\\d+");
    private static final int EVENTS_PER_REPETITION = 30;

    private static final SignByStandardWebhooks SIGN = new SignByStandardWebhooks(Clock.systemUTC());

    String id() {
        return "evt_" + run + "_" + number;
    }

    /** The key by which creations are counted: a customer may come twice. */
    String message() {
        return messageOf(id());
    }

    /** The same by the event's id. */
    static String messageOf(String id) {
        return "Solceller till kontoret, " + id;
    }

    /** The id of the event that is spoken of there; empty if there is none. */
    static Optional<String> eventIn(String words) {
        Matcher id = ID.matcher(words);
        return id.find() ? Optional.of(id.group()) : Optional.empty();
    }

    /** Some events are of a customer whose other event was posted right before. */
    boolean isOfTheSameCustomer() {
        return number % EVENTS_PER_REPETITION == 1;
    }

    byte[] body() {
        int customer = isOfTheSameCustomer() ? number - 1 : number;
        return String.format(
                        Locale.ROOT,
                        "{\"type\":\"lead.created\",\"timestamp\":\"2026-11-20T09:14:57.000000Z\",\"data\":{\"id\":\"lead_%d\","
                                + "\"name\":\"Viktor Palm %d\",\"email\":\"lead-%d-%d@example.com\",\"phone\":\"+4670%07d\","
                                + "\"company\":\"Palm Energi AB\",\"message\":\"%s\","
                                + "\"tags\":[\"solar\"],\"custom\":{\"budget\":\"100k\"}}}",
                        number,
                        customer,
                        run,
                        customer,
                        customer,
                        message())
                .getBytes(UTF_8);
    }

    /** Signed now. */
    Map<String, String> headers(byte[] body) {
        return SIGN.headers(id(), body, SECRET);
    }
}
