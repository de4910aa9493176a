package se.salesbyte.bridge.console;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.LeadState;

/** The query parameters of a call; a wrong one is told by name, with what to write. */
final class Query {
    private static final int MAX_TEXT = 200;
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final Duration MAX_WINDOW = Duration.ofDays(31);
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    private static final Pattern WINDOW = Pattern.compile("(\\d{1,6})([smhd])");

    private final MultiMap parameters;

    private Query(MultiMap parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads them.
     *
     * @param known all that the call takes
     * @throws CallRefusedException if there is another one, or one twice
     */
    static Query of(RoutingContext context, String... known) {
        return of(context.queryParams(), known);
    }

    static Query of(MultiMap parameters, String... known) {
        for (String name : parameters.names()) {
            if (!Arrays.asList(known).contains(name)) {
                throw refused(
                        known.length == 0
                                ? "this call takes no parameters"
                                : "there is no parameter of that name: use " + String.join(", ", known));
            }
            if (parameters.getAll(name).size() > 1) {
                throw refused(name + " is there twice");
            }
        }
        return new Query(parameters);
    }

    /** Empty if it is not there, or blank. */
    Optional<String> text(String name) {
        return value(name, text -> {
            if (text.length() > MAX_TEXT) {
                throw refused(name + " is too long: " + MAX_TEXT + " characters are enough");
            }
            return text;
        });
    }

    Optional<Instant> time(String name) {
        return value(name, text -> {
            try {
                Instant time = Instant.parse(text);
                if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                    return time;
                }
            } catch (DateTimeException e) {
                // told below
            }
            throw refused(name + " is no time: write it like 2026-01-31T09:30:00Z");
        });
    }

    /** One of these words; empty if it is not there. */
    Optional<String> word(String name, List<String> words) {
        return value(name, text -> {
            if (!words.contains(text)) {
                throw refused(name + " is not known: use one of " + words);
            }
            return text;
        });
    }

    Optional<LeadState> state() {
        return value("state", Query::stateOf);
    }

    /** The state of that word; refused if there is none. */
    static LeadState stateOf(String word) {
        List<String> words =
                Arrays.stream(LeadState.values()).map(LeadState::word).toList();
        if (!words.contains(word)) {
            throw refused("state is not known: use one of " + words);
        }
        return LeadState.of(word);
    }

    /** False if it is not there. */
    boolean flag(String name) {
        return value(name, text -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw refused(name + " must be true or false");
                    }
                    return text.equals("true");
                })
                .orElse(false);
    }

    /** Not below zero; empty if it is not there. */
    Optional<Long> count(String name) {
        return value(name, text -> {
            if (!COUNT.matcher(text).matches()) {
                throw refused(name + " must be a number, 0 or more");
            }
            return Long.valueOf(text);
        });
    }

    /** Where a page begins, as the page before it said. */
    @Nullable
    String cursor() {
        return value("cursor", text -> {
                    if (!ULID.matcher(text).matches()) {
                        throw refused("cursor is none: take it from next of the page before");
                    }
                    return text;
                })
                .orElse(null);
    }

    int limit() {
        return value("limit", text -> {
                    try {
                        int limit = Integer.parseInt(text);
                        if (limit >= 1 && limit <= MAX_LIMIT) {
                            return limit;
                        }
                    } catch (NumberFormatException e) {
                        // told below
                    }
                    throw refused("limit must be a number from 1 to " + MAX_LIMIT);
                })
                .orElse(DEFAULT_LIMIT);
    }

    /** How far back to look; 24 hours if it is not said. */
    Duration window() {
        return value("window", text -> {
                    Matcher window = WINDOW.matcher(text);
                    if (window.matches()) {
                        Duration length = durationOf(Long.parseLong(window.group(1)), window.group(2));
                        if (!length.isZero() && length.compareTo(MAX_WINDOW) <= 0) {
                            return length;
                        }
                    }
                    throw refused("window is no duration up to 31d: write it like 30m, 24h or 7d");
                })
                .orElse(Duration.ofDays(1));
    }

    private static Duration durationOf(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private <T> Optional<T> value(String name, Function<String, T> read) {
        String text = parameters.get(name);
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(read.apply(text.strip()));
    }

    private static CallRefusedException refused(String detail) {
        return new CallRefusedException(JsonProblem.badRequest(detail));
    }
}
