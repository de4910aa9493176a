package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who does something to leads, and why: options of the commands that do. */
final class ByHand {
    @Option(names = "--by", paramLabel = "<name>", description = "Who you are; kept on each lead's timeline.")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "<text>", description = "Why; kept there too.")
    private @Nullable String reason;

    /** What of it was given, by the names that calls have for it. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        if (by != null) {
            given.put("by", by);
        }
        if (reason != null) {
            given.put("reason", reason);
        }
        return given;
    }

    /** The same at the end of a query. */
    String query() {
        StringBuilder query = new StringBuilder();
        given().forEach((name, value) ->
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8)));
        return query.toString();
    }
}
