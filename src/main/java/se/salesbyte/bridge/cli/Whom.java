package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A person, by one of the two: options of the commands that are about one. */
final class Whom {
    @Option(names = "--email", paramLabel = "<address>", description = "In any case.")
    private @Nullable String email;

    @Option(names = "--phone", paramLabel = "<number>", description = "In any spelling, such as 070-123 45 67.")
    private @Nullable String phone;

    /** As calls have it. */
    String query() {
        return email == null
                ? "phone=" + URLEncoder.encode(String.valueOf(phone), UTF_8)
                : "email=" + URLEncoder.encode(email, UTF_8);
    }
}
