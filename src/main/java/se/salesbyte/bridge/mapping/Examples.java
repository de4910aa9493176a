package se.salesbyte.bridge.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The examples in {@code routes/examples/<source>/}: a {@code <case>.event.json}, {@code .event.form}, {@code
 * .event.multipart}, {@code .event.xml} or {@code .event.jwt} with a {@code <case>.lead.json} beside it, and perhaps a
 * {@code <case>.answer.json}. Files whose name starts with a dot are left out, and what dpkg puts beside a file that was
 * changed both here and in a newer package ({@code .dpkg-dist}, {@code .dpkg-old}).
 */
public final class Examples {
    /** Where examples lie, below the bridge's home. */
    public static final String FOLDER = "routes/examples";

    private static final Pattern EVENT = Pattern.compile("(.+)\\.event\\.(?:json|form|multipart|xml|jwt)");
    private static final String LEAD_ENDING = ".lead.json";
    static final String ANSWER_ENDING = ".answer.json";
    private static final Pattern ANSWER = Pattern.compile("(.+)" + Pattern.quote(ANSWER_ENDING));
    private static final Pattern LEAD = Pattern.compile("(.+)" + Pattern.quote(LEAD_ENDING));

    private static final Pattern LEFT_OUT = Pattern.compile("\\..*|.*\\.dpkg-[a-z]+");

    private final Path folder;

    /** @param home the bridge's home */
    public Examples(Path home) {
        this.folder = home.resolve(FOLDER);
    }

    /**
     * All examples by source and case; empty without a folder.
     *
     * @throws BrokenExampleException naming every file that is not one of a pair
     */
    public List<Example> all() {
        return listed(folder).stream()
                .filter(Files::isDirectory)
                .flatMap(source -> of(source.getFileName().toString()).stream())
                .toList();
    }

    /**
     * The examples of one source by case; empty if there are none.
     *
     * @throws BrokenExampleException naming every file that is not one of a pair
     */
    public List<Example> of(String source) {
        Path files = folder.resolve(source);
        Map<String, Path> events = new TreeMap<>();
        Map<String, Path> leads = new TreeMap<>();
        Map<String, Path> answers = new TreeMap<>();
        List<Path> strays = new ArrayList<>();
        for (Path file : listed(files)) {
            if (!isOne(file, EVENT, events) && !isOne(file, LEAD, leads) && !isOne(file, ANSWER, answers)) {
                strays.add(file);
            }
        }
        strays.addAll(withoutPartner(events, leads));
        strays.addAll(withoutPartner(leads, events));
        strays.addAll(withoutPartner(answers, events));
        refuse(strays);
        return events.entrySet().stream()
                .map(event -> new Example(
                        source, event.getKey(), event.getValue(), files.resolve(event.getKey() + LEAD_ENDING)))
                .toList();
    }

    // two events of one case leave the second a stray
    private static boolean isOne(Path file, Pattern naming, Map<String, Path> files) {
        Matcher name = naming.matcher(file.getFileName().toString());
        return name.matches() && files.putIfAbsent(name.group(1), file) == null;
    }

    private static List<Path> withoutPartner(Map<String, Path> files, Map<String, Path> partners) {
        return files.entrySet().stream()
                .filter(file -> !partners.containsKey(file.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static void refuse(List<Path> strays) {
        if (!strays.isEmpty()) {
            throw new BrokenExampleException(
                    strays + ": an example is <case>.event.json, .event.form,"
                            + " .event.multipart, .event.xml or .event.jwt with <case>.lead.json beside it, and perhaps <case>.answer.json");
        }
    }

    private static List<Path> listed(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            !LEFT_OUT.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
