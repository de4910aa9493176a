package se.salesbyte.bridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reload}: changed routes, mappings and examples take over in the running bridge. */
@Command(
        name = "reload",
        description = "Let changed routes and mappings take over in the running bridge; 1 if one is refused.")
final class ReloadFiles implements Callable<Integer> {
    private static final String PATH = "/api/reload";

    @Spec
    private CommandSpec spec;

    @Option(names = "--dry-run", description = "Only show what would take over.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        ManagementClient client = new ManagementClient(LoadSettings.ofThisProcess());
        JsonNode plan = client.post(PATH + "?dryRun=true");
        int refused = print(plan);
        boolean nothing = plan.path("files").size() == refused;
        if (dryRun || nothing) {
            return refused == 0 ? 0 : 1;
        }
        Consent consent = yes ? Consent.GIVEN : Consent.ask("Let them take over?");
        if (consent == Consent.NOBODY) {
            spec.commandLine().getErr().println("nothing was changed: without a terminal to ask at, say --yes");
        }
        if (consent != Consent.GIVEN) {
            return consent.exitCode();
        }
        JsonNode done = client.post(PATH);
        if (!done.path("files").equals(plan.path("files"))) { // changed meanwhile, or could not after all
            return print(done) == 0 ? 0 : 1;
        }
        spec.commandLine().getOut().println("done");
        return refused == 0 ? 0 : 1;
    }

    /** How many are refused. */
    private int print(JsonNode plan) {
        PrintWriter out = spec.commandLine().getOut();
        int refused = 0;
        for (JsonNode file : plan.path("files")) {
            boolean takesOver = file.path("takesOver").asBoolean();
            refused += takesOver ? 0 : 1;
            out.printf(
                    "%-7s  %s  %s%n",
                    Printable.of(file.path("change")),
                    Printable.of(file.path("file")),
                    takesOver ? "takes over" : "refused: " + Printable.of(file.path("fault")));
        }
        if (plan.path("files").isEmpty()) {
            out.println("nothing has changed");
        }
        out.flush();
        return refused;
    }
}
