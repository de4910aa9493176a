package se.salesbyte.bridge.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The three places of a value, the first that has one wins: JVM system property, environment variable, file. A variable
 * may also name a file that holds the value. A blank value does not count, as compose files and unit files often pass
 * variables on that nobody set.
 */
record Lookup(
        Map<String, String> file,
        Map<String, String> environment,
        ValueFiles valueFiles,
        Map<String, String> systemProperties) {
    private static final String ENVIRONMENT = "environment: ";
    private static final String FILE = "application.properties: ";

    Optional<Found> find(String key) {
        return found("system property: " + key, systemProperties.get(key))
                .or(() -> found(ENVIRONMENT + twin(key), environment.get(twin(key))))
                .or(() -> found(
                        ENVIRONMENT + ValueFiles.variable(twin(key)),
                        valueFiles.text(twin(key)).orElse(null)))
                .or(() -> found(FILE + key, file.get(key)));
    }

    /** Whether anybody has set it, be it by a file that cannot be used. */
    boolean has(String key) {
        return find(key).isPresent() || valueFiles.names(twin(key));
    }

    /** Notes what is wrong with the file that holds the value, if one does. */
    void checkFile(String key, Faults faults) {
        valueFiles.check(twin(key), faults);
    }

    String valueOr(String key, String otherwise) {
        return find(key).map(Found::text).orElse(otherwise);
    }

    /** As {@link #find}, and {@code ""} for a key that stands in the file with nothing after it. */
    Optional<String> text(String key) {
        return find(key).map(Found::text).or(() -> Optional.ofNullable(file.get(key))
                .map(String::strip));
    }

    /** Where a value comes from, or would be written. */
    String where(String key) {
        return find(key).map(Found::where).orElse(FILE + key);
    }

    /** Every key that is spelt out; those of the environment are not, an underscore there may be a dot or a dash. */
    Stream<String> keys() {
        return Stream.concat(file.keySet().stream(), systemProperties.keySet().stream())
                .distinct()
                .sorted();
    }

    private static Optional<Found> found(String where, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(stripped -> !stripped.isEmpty())
                .map(stripped -> new Found(where, stripped));
    }

    private static String twin(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
