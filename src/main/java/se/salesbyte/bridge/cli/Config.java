package se.salesbyte.bridge.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.config.ResolvedSetting;
import se.salesbyte.bridge.config.Settings;

/** {@code config}: every setting as it counts, and where it was set; secrets masked. */
@Command(name = "config", description = "Show every setting as it counts now and where it was set; secrets are masked.")
final class Config implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private final Parts parts;

    Config(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        Settings settings = LoadSettings.ofThisProcess();
        List<String> sources = parts.routes(settings).sources().stream()
                .map(route -> route.source().name())
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Home: " + settings.home().toAbsolutePath().normalize());
        for (ResolvedSetting setting : settings.resolved(sources)) {
            out.printf("%-50s %-40s %s%n", setting.key(), setting.value(), setting.origin());
        }
        out.flush();
        return 0;
    }
}
