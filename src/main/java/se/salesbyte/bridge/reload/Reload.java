package se.salesbyte.bridge.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.camel.BrokenRoutesException;
import se.salesbyte.bridge.camel.LiveRoutes;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;

/**
 * Lets changed routes, mappings and presets of the home take over while the bridge runs. Each is tried first, with the
 * examples of its source; one that fails is told and refused, and what ran before goes on.
 */
public final class Reload implements Reloads, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    /** Files are read once they have been left alone for so long: they may be half written, or some of many. */
    private static final Duration QUIET = Duration.ofMillis(500);

    private static final int LONGEST_UNREST = 20;

    private final Path home;
    private final Mode mode;
    private final LiveRoutes live;
    private final Mappings mappings;
    private final TryExamples examples;
    private final Duration patience;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "reload"));
    private HomeFiles tried;
    private HomeFiles seen;
    private int unrest;
    private String presets;
    private Map<String, String> examplesRun;
    private boolean tryAgain;
    private volatile Map<String, String> faults = Map.of();

    /** When changed files are looked for. */
    public enum Mode {
        /** All the time. */
        AUTO,
        /** When somebody asks. */
        MANUAL,
        /** Never. */
        OFF
    }

    /**
     * Of what runs now, which is what the files hold.
     *
     * @param mappings those of the routes, as they stand
     * @param patience how long a change waits for what is in hand of it
     */
    public Reload(Path home, Mode mode, LiveRoutes live, Mappings mappings, PhoneNumbers phones, Duration patience) {
        this.home = home;
        this.mode = mode;
        this.live = live;
        this.mappings = mappings;
        this.examples = new TryExamples(home, phones);
        this.patience = patience;
        this.tried = new HomeFiles(Map.of()); // a file may have changed since it was loaded
        this.seen = HomeFiles.of(home);
        this.presets = textOfPresets(home);
        this.examplesRun = seen.below(Examples.FOLDER);
    }

    /** Begins to look, if it is to. */
    public void start() {
        if (mode == Mode.AUTO) {
            thread.scheduleWithFixedDelay(this::look, QUIET.toMillis(), QUIET.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public boolean isOff() {
        return mode == Mode.OFF;
    }

    /** What is refused now, a line each. */
    public Collection<String> faults() {
        return faults.values();
    }

    @Override
    public Optional<String> faultOf(String source) {
        Map<String, String> told = faults;
        if (told.isEmpty()) {
            return Optional.empty();
        }
        Set<String> files = new TreeSet<>();
        files.add("routes/sources/" + source + ".camel.yaml");
        files.add(Examples.FOLDER + "/" + source);
        live.inUse().values().forEach(file -> file.sources().stream()
                .filter(route -> route.source().name().equals(source))
                .forEach(route -> {
                    files.add(route.file());
                    route.mapping().map(Mappings::file).ifPresent(files::add);
                }));
        return files.stream().filter(told::containsKey).map(told::get).findFirst();
    }

    @Override
    public synchronized ReloadPlan run(boolean dryRun) {
        HomeFiles files = HomeFiles.of(home);
        Running running = new Running(live.inUse(), mappings.texts(), presets, examplesRun);
        PlanReload plan = new PlanReload(home, live, mappings, examples, running, files).make();
        if (!dryRun) {
            tried = files;
            tryAgain = false;
            carryOut(plan);
            examplesRun = files.below(Examples.FOLDER);
            tell(plan);
        }
        return planOf(plan);
    }

    private void carryOut(PlanReload plan) {
        try {
            if (plan.fresh.isEmpty() && plan.changed.gone.isEmpty()) {
                takeMappings(plan);
            } else {
                live.swap(
                        plan.changed.gone,
                        plan.fresh.values(),
                        plan.changed.presets,
                        () -> takeMappings(plan),
                        patience);
            }
            presets = plan.changed.presetsText;
        } catch (BrokenRoutesException broken) {
            tryAgain = true;
            Set<String> left = new TreeSet<>(plan.changed.gone);
            left.addAll(plan.fresh.keySet());
            left.retainAll(plan.changed.changes.keySet());
            left.forEach(file -> plan.changed.faults.put(
                    file, broken.fault().startsWith(file) ? broken.fault() : file + ":1:1: " + broken.fault()));
            plan.fresh.clear();
            plan.changed.gone.clear();
        }
    }

    private void takeMappings(PlanReload plan) {
        plan.changed.mapped.forEach(mappings::take);
        plan.changed.unmapped.forEach(mappings::forget);
    }

    private void tell(PlanReload plan) {
        List<String> taken = plan.changed.changes.keySet().stream()
                .filter(file -> !plan.changed.faults.containsKey(file))
                .toList();
        if (!taken.isEmpty()) {
            LOG.info("Changed files are in use. files={}", taken);
        }
        Map<String, String> before = faults;
        plan.changed.faults.forEach((file, fault) -> {
            if (!fault.equals(before.get(file))) {
                LOG.error("A changed file is refused and what ran before goes on: mend it. fault={}", fault);
            }
        });
        faults = Collections.unmodifiableMap(new TreeMap<>(plan.changed.faults));
    }

    private static ReloadPlan planOf(PlanReload plan) {
        List<ReloadPlan.Item> items = new ArrayList<>();
        plan.changed.changes.forEach(
                (file, change) -> items.add(new ReloadPlan.Item(file, change, plan.changed.faults.get(file))));
        plan.changed.faults.forEach((file, fault) -> {
            if (!plan.changed.changes.containsKey(file)) {
                items.add(new ReloadPlan.Item(file, ReloadPlan.Change.CHANGED, fault));
            }
        });
        return new ReloadPlan(items);
    }

    private synchronized void look() {
        try {
            HomeFiles now = HomeFiles.of(home);
            if (!now.areAll()) {
                return; // being moved, or no file handle is left: the next look tells
            }
            boolean quiet = now.equals(seen) || ++unrest > LONGEST_UNREST;
            seen = now;
            if (quiet) {
                unrest = 0;
                if (tryAgain || !now.equals(tried)) {
                    run(false);
                }
            }
        } catch (RuntimeException fault) {
            LOG.error("Changed files could not be looked at; it is tried again", fault);
        }
    }

    private static String textOfPresets(Path home) {
        Path file = home.resolve(ChangedFiles.PRESETS);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Looks no more; a change that has begun is brought to its end. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A reload did not end in time and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
