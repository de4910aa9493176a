package se.salesbyte.bridge.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
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

    /**
     * Moves the leads of that file to the database of the settings, which is there.
     *
     * @param tell hears how it goes, line by line
     * @throws RuntimeException if it must not be done, or not all has arrived; the message says what to do
     */
    void move(Settings settings, Path file, Consumer<String> tell);

    /**
     * Backs up the file that keeps the leads of the settings.
     *
     * @param tell hears how it goes, line by line
     * @throws RuntimeException if it must not be done, or broke off; the message says what to do
     */
    void backup(Settings settings, Path to, Consumer<String> tell);

    /** Puts that backup in the place of that file; otherwise as {@link #backup}. */
    void restore(Settings settings, Path backup, Consumer<String> tell);

    /**
     * Tells the store of the settings that it came back with a backup.
     *
     * @return when its newest lead came
     * @throws RuntimeException as of {@link #backup}
     */
    Instant markRestored(Settings settings);

    /** Runs the bridge until the process is told to end; tells the operator what it runs. */
    void run(Settings settings, PrintStream out);
}
