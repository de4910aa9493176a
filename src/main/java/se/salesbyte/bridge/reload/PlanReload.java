package se.salesbyte.bridge.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import se.salesbyte.bridge.camel.BrokenRoutesException;
import se.salesbyte.bridge.camel.FileRoutes;
import se.salesbyte.bridge.camel.LiveRoutes;
import se.salesbyte.bridge.camel.RehearseRoutes;
import se.salesbyte.bridge.camel.RouteText;
import se.salesbyte.bridge.camel.RoutesTogether;
import se.salesbyte.bridge.camel.SourceRoute;
import se.salesbyte.bridge.mapping.EventMapping;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.MappingException;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.preview.Rehearse;

/** Finds out which changed files can take over together: each by itself first, then all that are left with one another. */
final class PlanReload {
    private final LiveRoutes live;
    private final Mappings mappings;
    private final TryExamples examples;
    private final Running running;
    private final HomeFiles files;

    final ChangedFiles changed;
    final Map<String, FileRoutes> fresh = new TreeMap<>();
    private boolean foundationsStay;

    PlanReload(Path home, LiveRoutes live, Mappings mappings, TryExamples examples, Running running, HomeFiles files) {
        this.live = live;
        this.mappings = mappings;
        this.examples = examples;
        this.running = running;
        this.files = files;
        this.changed = ChangedFiles.read(home, live.presets(), mappings, running, files);
    }

    PlanReload make() {
        tryRoutes();
        boolean again = true;
        while (again) {
            again = refuseTogether() || refuseByExamples();
        }
        keepGone();
        return this;
    }

    /** Whether all routes are to be built anew. */
    private boolean changesFoundations() {
        return !foundationsStay && changed.holdFoundations();
    }

    private void tryRoutes() {
        fresh.clear();
        boolean all = changesFoundations();
        List<RouteText> foundations = foundations();
        for (RouteText text : changed.onDisk.values()) {
            boolean isChanged = changed.changes.containsKey(text.file());
            boolean left = foundationsStay && text.isFoundation() && isChanged;
            if (!left && (isChanged || all)) {
                attempt(text, foundations, isChanged);
            }
            if (all && foundationsStay) {
                tryRoutes(); // with those that run
                return;
            }
        }
    }

    private void attempt(RouteText text, Collection<RouteText> foundations, boolean isChanged) {
        try {
            fresh.put(text.file(), live.attempt(text, foundations, changed.presets));
        } catch (BrokenRoutesException broken) {
            if (isChanged) {
                changed.faults.put(text.file(), broken.fault());
            } else {
                refuseFoundations(broken.fault());
            }
        }
    }

    private List<RouteText> foundations() {
        List<RouteText> all = new ArrayList<>();
        changed.onDisk.values().stream().filter(RouteText::isFoundation).forEach(text -> {
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
        target.keySet().removeAll(changed.gone);
        target.putAll(fresh);
        return target.values();
    }

    private boolean refuseByExamples() {
        boolean refused = false;
        target().forEach(this::keepMappings);
        try (RehearseRoutes rehearsal = live.rehearsal(target(), changed.presets)) {
            for (FileRoutes file : target()) {
                for (SourceRoute route : file.sources()) {
                    refused |= route.mapping().isPresent()
                            && refuseByExamples(
                                    file.file(), route, route.mapping().get(), rehearsal);
                }
            }
        }
        return refused;
    }

    private void keepMappings(FileRoutes file) {
        for (String mapping : file.mappings()) {
            if (changed.unmapped.remove(mapping)) {
                changed.faults.put(
                        Mappings.file(mapping),
                        Mappings.file(mapping) + ":1:1: is gone, but " + file.file() + " applies it: bring it back, or"
                                + " change the route; the one before is in use");
            }
        }
    }

    private boolean refuseByExamples(String file, SourceRoute route, String mapping, Rehearse rehearsal) {
        String folder = Examples.FOLDER + "/" + route.source().name();
        boolean concerned = fresh.containsKey(file)
                || changed.drafts.containsKey(mapping)
                || !files.below(folder).equals(below(running.examples(), folder));
        boolean sharedConcerned = fresh.values().stream().anyMatch(shared -> !shared.isOnlySources());
        if (!concerned && !sharedConcerned) {
            return false;
        }
        try {
            EventMapping draft = changed.drafts.get(mapping);
            EventMapping applied = draft == null ? mappings.mapping(mapping) : draft;
            Optional<String> fault = concerned ? examples.fault(route, applied) : Optional.empty();
            if (fault.isPresent()) {
                return refuse(file, mapping, folder, fault.get());
            }
            Optional<String> outcome = examples.outcomeFault(route, applied, rehearsal);
            return outcome.isPresent() && (refuseShared(outcome.get()) || refuse(file, mapping, folder, outcome.get()));
        } catch (MappingException missing) {
            String fault = file + changed.placeOf(file, "jsonata:" + mapping) + ": " + missing.reason() + ": write "
                    + Mappings.file(mapping) + ", or mend the name";
            return concerned && refuse(file, mapping, folder, fault);
        }
    }

    /** What becomes of a mapped lead is for the shared routes to say. */
    private boolean refuseShared(String fault) {
        List<String> shared = fresh.values().stream()
                .filter(file -> !file.isOnlySources() && changed.changes.containsKey(file.file()))
                .map(FileRoutes::file)
                .toList();
        shared.forEach(file -> refuseFresh(file, fault));
        return !shared.isEmpty();
    }

    private boolean refuse(String file, String mapping, String folder, String fault) {
        boolean ofMapping = changed.drafts.remove(mapping) != null;
        boolean ofRoute = changed.changes.containsKey(file) && fresh.remove(file) != null;
        if (ofMapping) {
            changed.mapped.remove(mapping);
            changed.faults.put(Mappings.file(mapping), fault);
        }
        if (ofRoute) {
            changed.faults.put(file, fault);
        }
        if (!ofMapping && !ofRoute && fresh.containsKey(file)) {
            refuseFoundations(fault);
            tryRoutes();
            return true;
        }
        if (!ofMapping && !ofRoute) {
            changed.faults.putIfAbsent(folder, fault);
        }
        return ofMapping || ofRoute;
    }

    /** What others are made of stays as it is; what is changed besides is tried with that. */
    private void refuseFoundations(String fault) {
        foundationsStay = true;
        changed.changes.keySet().stream()
                .filter(changed::isFoundation)
                .forEach(file -> changed.faults.put(file, file + ":1:1: " + fault));
        changed.leavePresets(live.presets());
    }

    private boolean refuseTogether() {
        return refuseTwins() || refuseLooseEnds() || refuseUnmapped();
    }

    private boolean refuseTwins() {
        boolean refused = false;
        for (Map.Entry<String, List<String>> twin :
                new RoutesTogether(target()).twins().entrySet()) {
            refused |= changed.changes.containsKey(twin.getKey())
                    && refuseFresh(twin.getKey(), twin.getValue().get(0));
        }
        return refused;
    }

    private boolean refuseLooseEnds() {
        RoutesTogether together = new RoutesTogether(target());
        boolean refused = false;
        for (Map.Entry<String, List<String>> loose : together.looseEnds().entrySet()) {
            refused |= changed.changes.containsKey(loose.getKey())
                    && refuseFresh(loose.getKey(), loose.getValue().get(0));
        }
        return refused || refuseLostEnds(together.begun());
    }

    private boolean refuseUnmapped() {
        Set<String> known = new TreeSet<>(running.mappings().keySet());
        known.addAll(changed.mapped.keySet());
        boolean refused = false;
        for (Map.Entry<String, List<String>> missing :
                new RoutesTogether(fresh.values()).unmapped(known).entrySet()) {
            refused |= changed.changes.containsKey(missing.getKey())
                    && refuseFresh(missing.getKey(), missing.getValue().get(0));
        }
        return refused;
    }

    private boolean refuseFresh(String file, String fault) {
        if (fresh.remove(file) == null) {
            return false;
        }
        changed.faults.put(file, fault);
        return true;
    }

    /** Where others send to must not go away. */
    private boolean refuseLostEnds(Set<String> begun) {
        for (FileRoutes before : running.routes().values()) {
            for (String end : before.begun()) {
                boolean goes = changed.gone.contains(before.file()) || fresh.containsKey(before.file());
                Optional<String> user = begun.contains(end) || !goes
                        ? Optional.empty()
                        : target().stream()
                                .filter(file -> file.text().text().contains(end))
                                .map(FileRoutes::file)
                                .findFirst();
                if (user.isPresent()) {
                    changed.gone.remove(before.file());
                    fresh.remove(before.file());
                    changed.faults.put(
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
        Optional<String> broken = changed.changes.entrySet().stream()
                .filter(change -> change.getValue() == ReloadPlan.Change.NEW)
                .map(Map.Entry::getKey)
                .filter(file -> changed.faults.containsKey(file) && file.endsWith(".camel.yaml"))
                .findFirst();
        if (broken.isPresent()) {
            changed.gone.forEach(file -> changed.faults.put(
                    file,
                    file + ":1:1: is gone, but goes on until " + broken.get() + " is mended: it may be the same"));
            changed.gone.clear();
        }
    }

    private static Map<String, String> below(Map<String, String> versions, String folder) {
        return new HomeFiles(versions).below(folder);
    }
}
