package se.salesbyte.bridge.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One section of a page in {@code src/main/docs}: from a heading {@code ##} to the next, with its fenced blocks in order.
 * What a block is says the word behind its fence ({@code json}, {@code jsonata}, {@code yaml}, {@code properties},
 * {@code sh}); whoever runs the page fails on a block that it does not know, so that no snippet stays without being run.
 *
 * @param title the heading
 * @param text all of it
 */
public record Recipe(String title, String text) {
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)\\n");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("`([\\w./-]+\\.[a-z]+)`:$");

    /**
     * A fenced block.
     *
     * @param kind the word behind its fence
     * @param file the file that the line before it names, as in {@code `routes/sources/a.camel.yaml`:}; empty if none
     */
    public record Block(String kind, String file, String text) {}

    /** All sections of that page. */
    public static List<Recipe> of(String page) {
        try {
            String text = Files.readString(Path.of("src/main/docs", page));
            List<Integer> starts = SECTION.matcher(text)
                    .results()
                    .map(section -> section.start())
                    .toList();
            return Stream.iterate(0, i -> i < starts.size(), i -> i + 1)
                    .map(i -> text.substring(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : text.length()))
                    .map(section ->
                            new Recipe(section.lines().findFirst().orElse("").substring(3), section))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its blocks, in order. */
    public List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new Block(block.group(1), fileBefore(block.start()), block.group(2)))
                .toList();
    }

    /** The texts of its blocks of that kind, in order. */
    public List<String> blocks(String kind) {
        return blocks().stream()
                .filter(block -> block.kind().equals(kind))
                .map(Block::text)
                .toList();
    }

    private String fileBefore(int start) {
        return FILE.matcher(text.substring(0, start).stripTrailing())
                .results()
                .map(named -> named.group(1))
                .findFirst()
                .orElse("");
    }
}
