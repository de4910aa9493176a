package se.salesbyte.bridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
}
