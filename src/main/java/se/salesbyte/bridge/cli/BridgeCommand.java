package se.salesbyte.bridge.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import se.salesbyte.bridge.config.InvalidSettingsException;
import se.salesbyte.bridge.salesbyte.InvalidLeadSettingsException;

/** The command line: {@code run} unless a command is named. */
@Command(
        name = "bridge",
        description = "Receives webhooks, keeps every lead, and creates it in SalesByte.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it went well", "1:it did not; standard error says why", "2:the arguments are wrong"},
        scope = ScopeType.INHERIT)
public final class BridgeCommand implements Runnable {
    private final Run run;

    private BridgeCommand(Run run) {
        this.run = run;
    }

    /**
     * Runs what the arguments name.
     *
     * @return 0 if it went well, 1 if it did not, 2 if the arguments are wrong
     */
    public static int execute(Parts parts, String... args) {
        Run run = new Run(parts);
        return new CommandLine(new BridgeCommand(run))
                .addSubcommand("run", run)
                .addSubcommand("check", new Check(parts))
                .addSubcommand("config", new Config(parts))
                .addSubcommand("preview", new PreviewFile(parts))
                .addSubcommand("sign", new Sign(parts))
                .addSubcommand("leads", new Leads())
                .addSubcommand("lead", new Lead())
                .addSubcommand("replay", new Replay())
                .addSubcommand("replays", new ReplayList())
                .addSubcommand("stats", new Stats())
                .addSubcommand("sources", new SourceList())
                .addSubcommand("quarantine", new Quarantine())
                .addSubcommand("resolve", new Resolve())
                .addSubcommand("resume", new Resume())
                .addSubcommand("erase", new Erase())
                .setExecutionExceptionHandler((fault, commandLine, parsed) -> tell(fault, commandLine.getErr()))
                .execute(args);
    }

    @Override
    public void run() {
        run.run();
    }

    /** One line a fault and no stack trace: an operator is to mend a setting or a file, not our code. */
    private static int tell(Exception fault, PrintWriter err) {
        if (fault instanceof InvalidSettingsException settings) {
            settings.faults().forEach(err::println);
        } else if (fault instanceof InvalidLeadSettingsException settings) {
            settings.faults().forEach(err::println);
        } else {
            err.println(RootCause.of(fault));
        }
        err.flush();
        return 1;
    }
}
