package se.salesbyte.bridge.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import se.salesbyte.bridge.camel.BrokenRoutesException;
import se.salesbyte.bridge.camel.FileRoutes;
import se.salesbyte.bridge.camel.LiveRoutes;
import se.salesbyte.bridge.camel.RouteText;
import se.salesbyte.bridge.camel.SourceRoute;
import se.salesbyte.bridge.mapping.EventMapping;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.MappingException;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.source.InvalidPresetException;
import se.salesbyte.bridge.source.Presets;

/** Finds out which changed files can take over together: each by itself first, then all that are left with one another. */
final class PlanReload {
    static final String PRESETS = "routes/presets.yaml";

    private final Path home;
    private final LiveRoutes live;
    private final Mappings mappings;
    private final TryExamples examples;
    private final Running running;
    private final HomeFiles files;

    /** By file; what stands here is told and does not take over. */
    final Map<String, String> faults = new TreeMap<>();

    final Map<String, ReloadPlan.Change> changes = new TreeMap<>();
    final Map<String, FileRoutes> fresh = new TreeMap<>();
    final Set<String> gone = new TreeSet<>();
    final Map<String, String> mapped = new TreeMap<>();
    final Set<String> unmapped = new TreeSet<>();
    Presets presets;
    String presetsText;

    private final Map<String, EventMapping> drafts = new TreeMap<>();
    private final Map<String, RouteText> onDisk = new TreeMap<>();
    private boolean foundationsStay;

    PlanReload(Path home, LiveRoutes live, Mappings mappings, TryExamples examples, Running running, HomeFiles files) {
        this.home = home;
        this.live = live;
        this.mappings = mappings;
        this.examples = examples;
        this.running = running;
        this.files = files;
        this.presets = live.presets();
        this.presetsText = running.presets();
    }

    PlanReload make() {
        readRoutes();
        readPresets();
        readMappings();
        tryRoutes();
        boolean again = true;
        while (again) {
            again = refuseByExamples() || refuseTogether();
        }
        keepGone();
        return this;
    }

    /** Whether all routes are to be built anew. */
    boolean changesFoundations() {
        return !foundationsStay && (!presetsText.equals(running.presets()) || foundationChanged());
    }

    private void readRoutes() {
        for (String file : files.versions().keySet()) {
            if (file.endsWith(".camel.yaml")) {
                readRoute(file);
            }
        }
        if (onDisk.isEmpty() && !running.routes().isEmpty() && faults.isEmpty()) {
            faults.put("routes", "routes/ is empty or cannot be read: bring it back; what ran before goes on");
            return;
        }
        running.routes().keySet().stream()
                .filter(file -> !files.versions().containsKey(file))
                .forEach(file -> {
                    gone.add(file);
                    changes.put(file, ReloadPlan.Change.GONE);
                });
    }

    private void readRoute(String file) {
        FileRoutes before = running.routes().get(file);
        try {
            RouteText text = RouteText.read(home, home.resolve(file));
            onDisk.put(file, text);
            if (before == null || !before.text().text().equals(text.text())) {
                changes.put(file, before == null ? ReloadPlan.Change.NEW : ReloadPlan.Change.CHANGED);
            }
        } catch (BrokenRoutesException broken) {
            changes.put(file, before == null ? ReloadPlan.Change.NEW : ReloadPlan.Change.CHANGED);
            faults.put(file, broken.fault());
        } catch (UncheckedIOException unreadable) {
            faults.put(file, file + ":1:1: cannot be read: let the bridge's user read it");
        }
    }

    private void readPresets() {
        String text = "";
        try {
            Path file = home.resolve(PRESETS);
            text = Files.exists(file) ? Files.readString(file) : "";
            if (!text.equals(running.presets())) {
                changes.put(PRESETS, text.isEmpty() ? ReloadPlan.Change.GONE : ReloadPlan.Change.CHANGED);
                presets = text.isEmpty() ? Presets.SHIPPED : Presets.of(PRESETS, text);
                presetsText = text;
            }
        } catch (InvalidPresetException broken) {
            faults.put(PRESETS, String.valueOf(broken.getMessage()));
        } catch (IOException unreadable) {
            faults.put(PRESETS, PRESETS + ":1:1: cannot be read: save it as UTF-8, for the bridge's user");
        }
    }

    private void readMappings() {
        Set<String> names = new TreeSet<>(mappings.names());
        for (String name : names) {
            String file = Mappings.file(name);
            try {
                String text = mappings.text(name);
                if (!text.equals(running.mappings().get(name))) {
                    changes.put(
                            file,
                            running.mappings().containsKey(name) ? ReloadPlan.Change.CHANGED : ReloadPlan.Change.NEW);
                    drafts.put(name, mappings.draft(name, text));
                    mapped.put(name, text);
                }
            } catch (MappingException broken) {
                faults.put(file, String.valueOf(broken.getMessage()));
            }
        }
        running.mappings().keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> {
                    unmapped.add(name);
                    changes.put(Mappings.file(name), ReloadPlan.Change.GONE);
                });
    }

    private void tryRoutes() {
        fresh.clear();
        boolean all = changesFoundations();
        List<RouteText> foundations = foundations();
        for (RouteText text : onDisk.values()) {
            boolean changed = changes.containsKey(text.file());
            boolean left = foundationsStay && text.isFoundation() && changed;
            if (!left && (changed || all)) {
                attempt(text, foundations, changed);
            }
            if (all && foundationsStay) {
                tryRoutes(); // with those that run
                return;
            }
        }
    }

    private void attempt(RouteText text, Collection<RouteText> foundations, boolean changed) {
        try {
            fresh.put(text.file(), live.attempt(text, foundations, presets));
        } catch (BrokenRoutesException broken) {
            if (changed) {
                faults.put(text.file(), broken.fault());
            } else {
                refuseFoundations(broken.fault());
            }
        }
    }

    private boolean foundationChanged() {
        return changes.keySet().stream().anyMatch(file -> !file.equals(PRESETS) && isFoundation(file));
    }

    private boolean isFoundation(String file) {
        RouteText now = onDisk.get(file);
        FileRoutes before = running.routes().get(file);
        return file.equals(PRESETS)
                || (now != null && now.isFoundation())
                || (before != null && before.text().isFoundation());
    }

    private List<RouteText> foundations() {
        List<RouteText> all = new ArrayList<>();
        onDisk.values().stream().filter(RouteText::isFoundation).forEach(text -> {
            FileRoutes before = running.routes().get(text.file());
            if (!foundationsStay) {
                all.add(text);
            } else if (before != null) {
                all.add(before.text());
            }
        });
        return all;
    }

    /** The routes as they would run. */
    private Collection<FileRoutes> target() {
        Map<String, FileRoutes> target = new TreeMap<>(running.routes());
        target.keySet().removeAll(gone);
        target.putAll(fresh);
        return target.values();
    }

    private boolean refuseByExamples() {
        boolean refused = false;
        for (FileRoutes file : target()) {
            for (SourceRoute route : file.sources()) {
                refused |= route.mapping().isPresent()
                        && refuseByExamples(file.file(), route, route.mapping().get());
            }
        }
        return refused;
    }

    private boolean refuseByExamples(String file, SourceRoute route, String mapping) {
        String folder = Examples.FOLDER + "/" + route.source().name();
        boolean concerned = fresh.containsKey(file)
                || drafts.containsKey(mapping)
                || !files.below(folder).equals(below(running.examples(), folder));
        if (unmapped.remove(mapping)) {
            faults.put(
                    Mappings.file(mapping),
                    Mappings.file(mapping) + ":1:1: is gone, but " + file + " applies it: bring it back, or change"
                            + " the route; the one before is in use");
        }
        if (!concerned) {
            return false;
        }
        Optional<String> fault;
        try {
            EventMapping draft = drafts.get(mapping);
            fault = examples.fault(route, draft == null ? mappings.mapping(mapping) : draft);
        } catch (MappingException missing) {
            fault = Optional.of(file + line(file, "jsonata:" + mapping) + ": " + missing.reason() + ": write "
                    + Mappings.file(mapping) + ", or mend the name");
        }
        return fault.isPresent() && refuse(file, mapping, folder, fault.get());
    }

    private boolean refuse(String file, String mapping, String folder, String fault) {
        boolean ofMapping = drafts.remove(mapping) != null;
        boolean ofRoute = changes.containsKey(file) && fresh.remove(file) != null;
        if (ofMapping) {
            mapped.remove(mapping);
            faults.put(Mappings.file(mapping), fault);
        }
        if (ofRoute) {
            faults.put(file, fault);
        }
        if (!ofMapping && !ofRoute && fresh.containsKey(file)) {
            refuseFoundations(fault);
            tryRoutes();
            return true;
        }
        if (!ofMapping && !ofRoute) {
            faults.putIfAbsent(folder, fault);
        }
        return ofMapping || ofRoute;
    }

    /** What others are made of stays as it is; what is changed besides is tried with that. */
    private void refuseFoundations(String fault) {
        foundationsStay = true;
        changes.keySet().stream().filter(this::isFoundation).forEach(file -> faults.put(file, file + ":1:1: " + fault));
        presets = live.presets();
        presetsText = running.presets();
    }

    private boolean refuseTogether() {
        return refuseTwins() || refuseLooseEnds();
    }

    private boolean refuseTwins() {
        Map<String, Set<String>> owners = new TreeMap<>();
        for (FileRoutes file : target()) {
            file.ids().forEach(id -> owner(owners, "the route id " + id, file));
            file.sources()
                    .forEach(route ->
                            owner(owners, "the source " + route.source().name(), file));
        }
        boolean refused = false;
        for (Map.Entry<String, Set<String>> owned : owners.entrySet()) {
            for (String file : owned.getValue()) {
                if (owned.getValue().size() > 1 && changes.containsKey(file) && fresh.remove(file) != null) {
                    Set<String> others = new TreeSet<>(owned.getValue());
                    others.remove(file);
                    faults.put(
                            file,
                            file
                                    + line(
                                            file,
                                            owned.getKey()
                                                    .substring(owned.getKey().lastIndexOf(' ') + 1)) + ": "
                                    + owned.getKey() + " is in " + String.join(", ", others)
                                    + " too: give one another name");
                    refused = true;
                }
            }
        }
        return refused;
    }

    private static void owner(Map<String, Set<String>> owners, String what, FileRoutes file) {
        owners.computeIfAbsent(what, any -> new TreeSet<>()).add(file.file());
    }

    private boolean refuseLooseEnds() {
        Set<String> begun =
                target().stream().flatMap(file -> file.begun().stream()).collect(Collectors.toSet());
        boolean refused = false;
        for (FileRoutes file : List.copyOf(fresh.values())) {
            Set<String> loose = new TreeSet<>(file.sentTo());
            loose.removeAll(begun);
            if (changes.containsKey(file.file()) && !loose.isEmpty()) {
                String end = loose.iterator().next();
                fresh.remove(file.file());
                faults.put(
                        file.file(),
                        file.file() + line(file.file(), end) + ": no route begins at " + end
                                + ", where it sends to: add one, or mend the name");
                refused = true;
            }
        }
        return refused || refuseLostEnds(begun);
    }

    /** Where others send to must not go away. */
    private boolean refuseLostEnds(Set<String> begun) {
        for (FileRoutes before : running.routes().values()) {
            for (String end : before.begun()) {
                boolean changes = gone.contains(before.file()) || fresh.containsKey(before.file());
                Optional<String> user = begun.contains(end) || !changes
                        ? Optional.empty()
                        : target().stream()
                                .filter(file -> file.text().text().contains(end))
                                .map(FileRoutes::file)
                                .findFirst();
                if (user.isPresent()) {
                    gone.remove(before.file());
                    fresh.remove(before.file());
                    faults.put(
                            before.file(),
                            before.file() + ":1:1: " + user.get() + " sends to " + end
                                    + ", which would have no route: bring it back; the one before is in use");
                    return true;
                }
            }
        }
        return false;
    }

    /** A file may have been renamed: what it was before goes only with what it is now in place. */
    private void keepGone() {
        Optional<String> broken = changes.entrySet().stream()
                .filter(change -> change.getValue() == ReloadPlan.Change.NEW)
                .map(Map.Entry::getKey)
                .filter(file -> faults.containsKey(file) && file.endsWith(".camel.yaml"))
                .findFirst();
        if (broken.isPresent()) {
            gone.forEach(file -> faults.put(
                    file,
                    file + ":1:1: is gone, but goes on until " + broken.get() + " is mended: it may be the same"));
            gone.clear();
        }
    }

    private String line(String file, String word) {
        RouteText text = onDisk.get(file);
        int place = text == null ? -1 : text.text().indexOf(word);
        if (text == null || place < 0) {
            return ":1:1";
        }
        String before = text.text().substring(0, place);
        return ":" + (1 + before.chars().filter(sign -> sign == '\n').count()) + ":"
                + (before.length() - before.lastIndexOf('\n'));
    }

    private static Map<String, String> below(Map<String, String> versions, String folder) {
        return new HomeFiles(versions).below(folder);
    }
}
