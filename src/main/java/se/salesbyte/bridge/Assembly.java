package se.salesbyte.bridge;

import ch.qos.logback.classic.LoggerContext;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.camel.LookAtRoutes;
import se.salesbyte.bridge.cli.Parts;
import se.salesbyte.bridge.config.LogFormat;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.preview.PreviewLead;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.salesbyte.SecretMask;
import se.salesbyte.bridge.store.BackupStore;
import se.salesbyte.bridge.store.MarkStore;
import se.salesbyte.bridge.store.MoveStore;
import se.salesbyte.bridge.store.RestoreStore;

/** Gives the command line the parts it needs, and the process itself. */
final class Assembly implements Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final Clock clock = Clock.systemUTC();

    @Override
    public Profiles profiles(Settings settings) {
        return FromSettings.profiles(settings);
    }

    @Override
    public LookAtRoutes routes(Settings settings) {
        return LookAtRoutes.of(
                settings.home(),
                key -> FromSettings.placeholder(settings, key),
                FromSettings.transformers(settings, profiles(settings), SecretMask.NONE, mappings(settings)));
    }

    @Override
    public PreviewLead preview(Settings settings) {
        return FromSettings.preview(settings, profiles(settings), mappings(settings));
    }

    @Override
    public Mappings mappings(Settings settings) {
        return new Mappings(settings.home(), clock, new LogMappingChanges());
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void move(Settings settings, Path file, Consumer<String> tell) {
        new MoveStore(file, FromSettings.storeAddress(settings).orElseThrow(), tell).run();
    }

    @Override
    public void backup(Settings settings, Path to, Consumer<String> tell) {
        new BackupStore(settings.storeFile(), to, clock, tell).run();
    }

    @Override
    public void restore(Settings settings, Path backup, Consumer<String> tell) {
        new RestoreStore(backup, settings.storeFile(), clock, tell).run();
    }

    @Override
    public Instant markRestored(Settings settings) {
        return FromSettings.storeAddress(settings)
                .map(MarkStore::postgresql)
                .orElseGet(() -> MarkStore.sqlite(settings.storeFile()));
    }

    /** Starts the bridge and stays until the process is told to end; SIGTERM and SIGINT end it in order, with 0. */
    @Override
    public void run(Settings settings, PrintStream out) {
        LogToConsole.in(settings.logFormat());
        Bridge bridge = new Bridge(settings, clock);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bridge), "stop"));
        if (settings.logFormat() == LogFormat.TEXT) {
            Banner.print(settings, bridge.sourcesInUse(), out);
        } else { // whoever reads lines of JSON chokes on others
            LOG.info(
                    "The bridge takes events. webhooks={} management={}",
                    settings.publicListener().address("/webhooks/"),
                    settings.managementListener().address("/"));
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Bridge bridge) {
        bridge.close();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.stop(); // after the last line
        }
        Runtime.getRuntime().halt(0); // the JVM would say 143
    }
}
