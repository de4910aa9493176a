package se.salesbyte.bridge.salesbyte.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code GET /api/quotes}, read as Laravel would; days are UTC, which SalesByte does not say. */
final class QuoteFilter {
    private static final Set<String> SORTS = Set.of("created_at", "updated_at");
    private static final Set<String> ORDERS = Set.of("asc", "desc");

    private final Map<String, String> parameters;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();
    private final @Nullable LocalDate createdFrom;
    private final @Nullable LocalDate createdTo;
    private final @Nullable LocalDate updatedFrom;
    private final @Nullable LocalDate updatedTo;

    /** @param parameters trimmed, without the empty ones */
    QuoteFilter(Map<String, String> parameters) {
        this.parameters = parameters;
        createdFrom = day("created_from");
        createdTo = day("created_to");
        updatedFrom = day("updated_from");
        updatedTo = day("updated_to");
        check("sort_by", SORTS);
        check("sort_order", ORDERS);
    }

    /** The 422 with all that is wrong; null if nothing is. */
    @Nullable
    SandboxReply refusal() {
        return errors.isEmpty() ? null : LaravelValidation.invalid(errors);
    }

    /** Those that match, in the order that is asked for. */
    List<SandboxQuote> apply(List<SandboxQuote> quotes) {
        List<SandboxQuote> found = new ArrayList<>(quotes.stream()
                .filter(quote -> isWithin(createdFrom, quote.createdAt(), createdTo))
                .filter(quote -> isWithin(updatedFrom, quote.updatedAt(), updatedTo))
                .toList());
        found.sort(order());
        return found;
    }

    /** As Laravel's paginator does, what is no page number is the first page. */
    int page() {
        String page = parameters.getOrDefault("page", "1");
        return page.matches("[1-9][0-9]{0,7}") ? Integer.parseInt(page) : 1;
    }

    private Comparator<SandboxQuote> order() {
        Function<SandboxQuote, Instant> by =
                "updated_at".equals(parameters.get("sort_by")) ? SandboxQuote::updatedAt : SandboxQuote::createdAt;
        Comparator<SandboxQuote> ascending = Comparator.comparing(by).thenComparing(SandboxQuote::id);
        return "asc".equals(parameters.get("sort_order")) ? ascending : ascending.reversed();
    }

    private static boolean isWithin(@Nullable LocalDate from, Instant at, @Nullable LocalDate to) {
        LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    private @Nullable LocalDate day(String name) {
        String value = parameters.get(name);
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            refuse(name, "The " + words(name) + " field must match the format Y-m-d.");
            return null;
        }
    }

    private void check(String name, Set<String> allowed) {
        String value = parameters.get(name);
        if (value != null && !allowed.contains(value)) {
            refuse(name, "The selected " + words(name) + " is invalid.");
        }
    }

    private void refuse(String name, String error) {
        errors.put(name, List.of(error));
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }
}
