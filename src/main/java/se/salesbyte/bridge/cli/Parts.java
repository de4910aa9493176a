package se.salesbyte.bridge.cli;

import java.io.PrintStream;
import java.time.Clock;
import se.salesbyte.bridge.camel.LookAtRoutes;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.preview.PreviewLead;
import se.salesbyte.bridge.salesbyte.Profiles;

/** What the commands need of the whole. */
public interface Parts {
    /**
     * The profiles of these settings.
     *
     * @throws se.salesbyte.bridge.salesbyte.InvalidLeadSettingsException with every bad default at once
     */
    Profiles profiles(Settings settings);

    /** The route files of the settings' home, read and not run. */
    LookAtRoutes routes(Settings settings);

    /** The mappings of the settings' home. */
    Mappings mappings(Settings settings);

    /** Shows what bodies would become by these settings. */
    PreviewLead preview(Settings settings);

    Clock clock();

    /** Runs the bridge until the process is told to end; tells the operator what it runs. */
    void run(Settings settings, PrintStream out);
}
