package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code erase --email … | --phone …}: takes a person out of the running bridge. */
@Command(name = "erase", description = "Erase a person from the running bridge and its disk; there is no way back.")
final class Erase implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Whom whom = new Whom();

    @Mixin
    private ByHand hand = new ByHand();

    @Override
    public Integer call() {
        JsonNode erased =
                new ManagementClient(LoadSettings.ofThisProcess()).delete("/api/leads?" + whom.query() + hand.query());
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s leads and %s refused requests erased%n",
                Printable.of(erased.path("erased")), Printable.of(erased.path("refused")));
        out.flush();
        return 0;
    }

    /** One of the two. */
    private static final class Whom {
        @Option(names = "--email", paramLabel = "<address>", description = "In any case.")
        private @Nullable String email;

        @Option(names = "--phone", paramLabel = "<number>", description = "In any spelling, such as 070-123 45 67.")
        private @Nullable String phone;

        String query() {
            return email == null
                    ? "phone=" + URLEncoder.encode(String.valueOf(phone), UTF_8)
                    : "email=" + URLEncoder.encode(email, UTF_8);
        }
    }
}
