package se.salesbyte.bridge.crash.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The read side, as SalesByte documents it: newest first, by pages, days of UTC. */
final class QuotesApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LIST = "/api/quotes";

    private final CreatedQuotes quotes;
    private final String token;
    private final int pageSize;

    QuotesApi(CreatedQuotes quotes, String token, int pageSize) {
        this.quotes = quotes;
        this.token = token;
        this.pageSize = pageSize;
    }

    RawAnswer answer(RawRequest request) {
        if (!("Bearer " + token).equals(request.header("authorization"))) {
            return RawAnswer.json(401, "{\"message\":\"Unauthenticated.\"}");
        }
        URI target = URI.create(request.target());
        if (target.getPath().equals(LIST)) {
            return json(Map.of("data", page(parameters(target.getQuery()))));
        }
        return quotes.all().stream()
                .filter(quote -> target.getPath().equals(LIST + "/" + quote.key()))
                .findFirst()
                .map(quote -> json(quote.resource()))
                .orElseGet(() -> RawAnswer.json(404, "{\"message\":\"\"}"));
    }

    private List<Map<String, @Nullable Object>> page(Map<String, String> parameters) {
        LocalDate from = day(parameters, "created_from", LocalDate.MIN);
        LocalDate to = day(parameters, "created_to", LocalDate.MAX);
        int page = Integer.parseInt(parameters.getOrDefault("page", "1"));
        List<Quote> all = quotes.all();
        List<Quote> found = new ArrayList<>();
        long left = (long) page * pageSize;
        for (int i = all.size() - 1; i >= 0 && left > 0; i--) {
            LocalDate day = LocalDate.ofInstant(all.get(i).createdAt(), ZoneOffset.UTC);
            if (!day.isBefore(from) && !day.isAfter(to)) {
                left--;
                if (left < pageSize) {
                    found.add(all.get(i));
                }
            }
        }
        return found.stream().map(Quote::item).toList();
    }

    private static LocalDate day(Map<String, String> parameters, String name, LocalDate otherwise) {
        String day = parameters.get(name);
        return day == null ? otherwise : LocalDate.parse(day);
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        return parameters;
    }

    private static RawAnswer json(Object body) {
        try {
            return RawAnswer.json(200, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
