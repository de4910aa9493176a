package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code resolve <id> --as …}: says to the running bridge what became of a lead. */
@Command(
        name = "resolve",
        description =
                "Settle a lead of the running bridge that is unknown or failed, or discard one that is held back.")
final class Resolve implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<id>", description = "The lead's id, as leads lists it.")
    private String id;

    @Option(
            names = "--as",
            required = true,
            paramLabel = "<what>",
            description = "delivered: SalesByte has it; not-created: it has not, send it again; discarded: leave it.")
    private String as = "";

    @Option(
            names = "--salesbyte-id",
            paramLabel = "<id>",
            description = "With delivered: the id of the quote in SalesByte, a number.")
    private @Nullable String salesbyteId;

    @Mixin
    private ByHand hand = new ByHand();

    @Override
    public Integer call() {
        Map<String, String> fields = new LinkedHashMap<>(hand.given());
        fields.put("as", as);
        if (salesbyteId != null) {
            fields.put("salesbyteId", salesbyteId);
        }
        JsonNode resolved = new ManagementClient(LoadSettings.ofThisProcess())
                .post("/api/leads/" + URLEncoder.encode(id, UTF_8) + "/resolve", fields);
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.of(resolved.path("id")) + "  " + Printable.of(resolved.path("state")));
        out.flush();
        return 0;
    }
}
