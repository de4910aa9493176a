package se.salesbyte.bridge.cli;

import picocli.CommandLine.Command;

/** {@code run}: receives and delivers until told to stop. */
@Command(name = "run", description = "Receive webhooks and deliver leads until SIGTERM (the default).")
final class Run implements Runnable {
    private final Parts parts;

    Run(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void run() {
        parts.run(LoadSettings.ofThisProcess(), System.out);
    }
}
