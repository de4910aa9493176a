package se.salesbyte.bridge.camel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Route files beside one another: what is right in each and cannot be in both, and where they meet. */
public final class RoutesTogether {
    private final Collection<FileRoutes> files;

    /** @param files all that are to run */
    public RoutesTogether(Collection<FileRoutes> files) {
        this.files = List.copyOf(files);
    }

    /** Where inside the bridge a route begins, such as {@code direct:salesbyte}. */
    public Set<String> begun() {
        return files.stream().flatMap(file -> file.begun().stream()).collect(Collectors.toSet());
    }

    /** The files with a route id, a source or a beginning that is there twice: a line with its place for each. */
    public Map<String, List<String>> twins() {
        Map<String, List<FileRoutes>> ids = new TreeMap<>();
        Map<String, List<FileRoutes>> sources = new TreeMap<>();
        Map<String, List<FileRoutes>> beginnings = new TreeMap<>();
        for (FileRoutes file : files) {
            file.ids().forEach(id -> owner(ids, id, file));
            file.sources().forEach(route -> owner(sources, route.source().name(), file));
            file.begun().forEach(beginning -> owner(beginnings, beginning, file));
        }
        Map<String, List<String>> faults = new TreeMap<>();
        tellTwins("the route id ", ids, faults);
        tellTwins("the source ", sources, faults);
        tellTwins("the beginning ", beginnings, faults);
        return faults;
    }

    /** The files that send to where no route begins: a line with its place for each. */
    public Map<String, List<String>> looseEnds() {
        Set<String> begun = begun();
        Map<String, List<String>> faults = new TreeMap<>();
        for (FileRoutes file : files) {
            file.sentTo().stream()
                    .filter(end -> !begun.contains(end))
                    .forEach(end -> tell(
                            faults,
                            file,
                            end,
                            "no route begins at " + end + ", where it sends to: add one, or mend the name"));
        }
        return faults;
    }

    /**
     * The files that apply a mapping which is not there: a line with its place for each.
     *
     * @param mappings the names of those there are
     */
    public Map<String, List<String>> unmapped(Collection<String> mappings) {
        Map<String, List<String>> faults = new TreeMap<>();
        for (FileRoutes file : files) {
            file.mappings().stream()
                    .filter(name -> !mappings.contains(name))
                    .forEach(name -> tell(
                            faults,
                            file,
                            "jsonata:" + name,
                            "there is no such mapping in use: write routes/mappings/" + name
                                    + ".jsonata, or mend the name"));
        }
        return faults;
    }

    private static void owner(Map<String, List<FileRoutes>> owners, String name, FileRoutes file) {
        owners.computeIfAbsent(name, any -> new ArrayList<>()).add(file);
    }

    private static void tellTwins(String what, Map<String, List<FileRoutes>> owners, Map<String, List<String>> faults) {
        owners.forEach((name, owning) -> {
            Set<FileRoutes> all = new LinkedHashSet<>(owning.size() > 1 ? owning : List.of());
            for (FileRoutes file : all) {
                Set<String> others = all.stream().map(FileRoutes::file).collect(Collectors.toCollection(TreeSet::new));
                others.remove(file.file());
                String where = others.isEmpty() ? "here twice" : "in " + String.join(", ", others) + " too";
                tell(faults, file, name, what + name + " is " + where + ": give one another name");
            }
        });
    }

    private static void tell(Map<String, List<String>> faults, FileRoutes file, String word, String fault) {
        faults.computeIfAbsent(file.file(), any -> new ArrayList<>())
                .add(file.file() + file.text().placeOf(word) + ": " + fault);
    }
}
