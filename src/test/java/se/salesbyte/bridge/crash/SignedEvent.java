package se.salesbyte.bridge.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import se.salesbyte.bridge.notification.SignByStandardWebhooks;

/**
 * One event of the load, the same whenever it is sent again.
 *
 * @param run tells events of different runs apart
 */
record SignedEvent(long run, int number) {
    static final String SOURCE = "standard-webhooks";
    static final String SECRET = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY";

    private static final SignByStandardWebhooks SIGN = new SignByStandardWebhooks(Clock.systemUTC());
    private static final Duration PROVIDERS_PATIENCE = Duration.ofSeconds(8);

    String id() {
        return "evt_" + run + "_" + number;
    }

    /** The number in an id; -1 if it is not of this run. */
    static int numberIn(String id, long run) {
        String start = "evt_" + run + "_";
        return id.startsWith(start) ? Integer.parseInt(id.substring(start.length())) : -1;
    }

    /** The key by which creations are counted. */
    String email() {
        return "lead-" + run + "-" + number + "@example.com";
    }

    /** Signed now. */
    HttpRequest request(String webhooks) {
        byte[] body = String.format(
                        Locale.ROOT,
                        "{\"type\":\"lead.created\",\"timestamp\":\"2026-11-20T09:14:57.000000Z\",\"data\":{\"id\":\"lead_%d\","
                                + "\"name\":\"Viktor Palm %d\",\"email\":\"%s\",\"phone\":\"+4670%07d\","
                                + "\"company\":\"Palm Energi AB\",\"message\":\"Solceller till kontoret.\","
                                + "\"tags\":[\"solar\"],\"custom\":{\"budget\":\"100k\"}}}",
                        number,
                        number,
                        email(),
                        number)
                .getBytes(UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(webhooks + "/webhooks/" + SOURCE))
                .timeout(PROVIDERS_PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        SIGN.headers(id(), body, SECRET).forEach(request::header);
        return request.build();
    }
}
