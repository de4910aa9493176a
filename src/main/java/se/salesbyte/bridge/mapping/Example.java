package se.salesbyte.bridge.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an event of a source looks like, and what its mapping shall make of it before any defaults. Files are read when
 * asked for; one that has gone since is an {@link UncheckedIOException}.
 *
 * @param source the source, which is the name of the folder
 * @param name the case
 * @param eventFile {@code <name>.event.json} or another of the kinds of {@link EventFile}
 * @param leadFile {@code <name>.lead.json}: the fields, or the failure that it must give; what becomes of the lead may stand
 *     beside it
 */
public record Example(String source, String name, Path eventFile, Path leadFile) {
    /** The body as the source would post it. */
    public byte[] event() {
        return new EventFile(eventFile).body();
    }

    /**
     * The content type that goes with it.
     *
     * @throws BrokenExampleException if a multipart does not begin with a boundary
     */
    public String contentType() {
        return new EventFile(eventFile).contentType();
    }

    /**
     * The fields that the mapping shall give.
     *
     * @throws BrokenExampleException if the file holds no JSON object
     */
    public Map<String, @Nullable Object> lead() {
        try {
            return Json.object(Files.readString(leadFile));
        } catch (IOException malformed) {
            throw new BrokenExampleException(leadFile + ": is not a JSON object");
        }
    }

    /**
     * How the event shall fail, where it is to become no lead; empty where it shall become one.
     *
     * @throws BrokenExampleException if the file says neither well
     */
    public Optional<ExpectedFailure> failure() {
        Map<String, @Nullable Object> expected = lead();
        if (!expected.containsKey(ExpectedFailure.KEY)) {
            return Optional.empty();
        }
        if (expected.size() > 1) {
            throw new BrokenExampleException(leadFile + ": a failure has no fields beside it: leave out one of both");
        }
        try {
            return Optional.of(ExpectedFailure.of(expected.get(ExpectedFailure.KEY)));
        } catch (IllegalArgumentException malformed) {
            throw new BrokenExampleException(leadFile + ": " + malformed.getMessage());
        }
    }

    /** Where it may say what SalesByte answers: {@code <name>.answer.json}. */
    public Path answerFile() {
        return leadFile.resolveSibling(name + Examples.ANSWER_ENDING);
    }

    /**
     * What SalesByte answers to its lead and what shall become of it; empty if it does not say.
     *
     * @throws BrokenExampleException if the file does not say it well
     */
    public Optional<ExpectedAnswer> answer() {
        if (!Files.exists(answerFile())) {
            return Optional.empty();
        }
        try {
            return Optional.of(ExpectedAnswer.of(Files.readString(answerFile())));
        } catch (IOException unreadable) {
            throw new BrokenExampleException(answerFile() + ": cannot be read as UTF-8");
        } catch (IllegalArgumentException malformed) {
            throw new BrokenExampleException(answerFile() + ": " + malformed.getMessage());
        }
    }

    /**
     * What a mapping gave otherwise than expected, a line each with place and both values; empty if all is as it shall
     * be.
     *
     * @param fields what the mapping gave
     * @throws BrokenExampleException if the file of the lead holds no JSON object
     */
    public List<String> differences(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> expected = lead();
        Map<String, @Nullable Object> actual = Json.copy(fields); // numbers in the same types as those read
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        for (String field : names) {
            if (!Objects.equals(expected.get(field), actual.get(field))
                    || expected.containsKey(field) != actual.containsKey(field)) {
                differences.add("%s: %s is %s, expected %s"
                        .formatted(leadFile, field, shown(actual, field), shown(expected, field)));
            }
        }
        return differences;
    }

    /** The fields that a mapping gave otherwise than expected; else as {@link #differences}. */
    public List<String> differingFields(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> expected = lead();
        Map<String, @Nullable Object> actual = Json.copy(fields);
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        names.removeIf(field -> Objects.equals(expected.get(field), actual.get(field))
                && expected.containsKey(field) == actual.containsKey(field));
        return List.copyOf(names);
    }

    private static String shown(Map<String, @Nullable Object> fields, String field) {
        return fields.containsKey(field) ? Json.text(fields.get(field)) : "absent";
    }
}
