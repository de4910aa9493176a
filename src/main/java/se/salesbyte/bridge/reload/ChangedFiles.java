package se.salesbyte.bridge.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import se.salesbyte.bridge.camel.BrokenRoutesException;
import se.salesbyte.bridge.camel.FileRoutes;
import se.salesbyte.bridge.camel.RouteText;
import se.salesbyte.bridge.mapping.EventMapping;
import se.salesbyte.bridge.mapping.MappingException;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.source.InvalidPresetException;
import se.salesbyte.bridge.source.Presets;

/** What of the home is otherwise than it runs, each file read once and by itself. */
final class ChangedFiles {
    static final String PRESETS = "routes/presets.yaml";

    private final Path home;
    private final Mappings mappings;
    private final Running running;
    private final HomeFiles files;

    /** By file; what stands here is told and does not take over. */
    final Map<String, String> faults = new TreeMap<>();

    final Map<String, ReloadPlan.Change> changes = new TreeMap<>();
    final Map<String, RouteText> onDisk = new TreeMap<>();
    final Set<String> gone = new TreeSet<>();
    final Map<String, EventMapping> drafts = new TreeMap<>();
    final Map<String, String> mapped = new TreeMap<>();
    final Set<String> unmapped = new TreeSet<>();
    Presets presets;
    String presetsText;

    private ChangedFiles(Path home, Presets presets, Mappings mappings, Running running, HomeFiles files) {
        this.home = home;
        this.mappings = mappings;
        this.running = running;
        this.files = files;
        this.presets = presets;
        this.presetsText = running.presets();
    }

    /** @param presets those that run */
    static ChangedFiles read(Path home, Presets presets, Mappings mappings, Running running, HomeFiles files) {
        ChangedFiles changed = new ChangedFiles(home, presets, mappings, running, files);
        changed.readRoutes();
        changed.readPresets();
        changed.readMappings();
        return changed;
    }

    /** Whether what other files are made of has changed. */
    boolean holdFoundations() {
        return !presetsText.equals(running.presets()) || foundationChanged();
    }

    /** Whether it has changed and is one that others are made of. */
    boolean isFoundation(String file) {
        RouteText now = onDisk.get(file);
        FileRoutes before = running.routes().get(file);
        return file.equals(PRESETS)
                || (now != null && now.isFoundation())
                || (before != null && before.text().isFoundation());
    }

    /** The presets are those that ran before. */
    void leavePresets(Presets before) {
        presets = before;
        presetsText = running.presets();
    }

    /** Where that word stands in that file. */
    String placeOf(String file, String word) {
        RouteText text = onDisk.get(file);
        return text == null ? ":1:1" : text.placeOf(word);
    }

    private boolean foundationChanged() {
        return changes.keySet().stream().anyMatch(file -> !file.equals(PRESETS) && isFoundation(file));
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
}
