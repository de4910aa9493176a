package se.salesbyte.bridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code resume}: lets the leads of paused profiles go again. */
@Command(name = "resume", description = "Let the running bridge send the leads of paused profiles again.")
final class Resume implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--profile", paramLabel = "<name>", description = "Only this one, as stats lists it; else all.")
    private @Nullable String profile;

    @Override
    public Integer call() {
        JsonNode resumed = new ManagementClient(LoadSettings.ofThisProcess())
                .post("/api/resume", profile == null ? Map.of() : Map.of("profile", profile))
                .path("resumed");
        PrintWriter out = spec.commandLine().getOut();
        resumed.forEach(name -> out.println("resumed " + Printable.of(name)));
        if (resumed.isEmpty()) {
            out.println("nothing was paused");
        }
        out.flush();
        return 0;
    }
}
