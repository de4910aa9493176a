package se.salesbyte.bridge.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

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
                .addSubcommand("diff", new Diff(parts))
                .addSubcommand("new-source", new NewSource(parts))
                .addSubcommand("example", new ExampleOf(parts))
                .addSubcommand("kaoto", new Kaoto())
                .addSubcommand("leads", new Leads())
                .addSubcommand("lead", new Lead())
                .addSubcommand("replay", new Replay())
                .addSubcommand("replays", new ReplayList())
                .addSubcommand("stats", new Stats())
                .addSubcommand("sources", new SourceList(parts))
                .addSubcommand("quarantine", new Quarantine())
                .addSubcommand("resolve", new Resolve())
                .addSubcommand("reload", new ReloadFiles())
                .addSubcommand("resume", new Resume())
                .addSubcommand("erase", new Erase())
                .addSubcommand("export", new Export())
                .addSubcommand("move", new Move(parts))
                .addSubcommand("backup", new Backup(parts))
                .addSubcommand("restore", new Restore(parts))
                .addSubcommand("restored", new Restored(parts))
                .setExecutionExceptionHandler((fault, commandLine, parsed) -> TellFault.to(commandLine.getErr(), fault))
                .execute(args);
    }

    @Override
    public void run() {
        run.run();
    }
}
