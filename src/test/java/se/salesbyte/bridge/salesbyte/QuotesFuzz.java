package se.salesbyte.bridge.salesbyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;

/**
 * Answers of the Quotes API as no SalesByte gives them: a list with one item that is no quote is none, as a lead could be
 * missed in it. An input is the content type and the body.
 */
public final class QuotesFuzz implements FuzzTarget {
    private static final String TOKEN = "api-token";

    private final ReadQuote read = new ReadQuote(SecretMask.of(List.of(TOKEN)));

    @Override
    public void feed(FuzzInput input) {
        String contentType = input.line();
        byte[] body = input.rest();
        JsonNode json = AnswerBody.json(AnswerBody.text(body, body.length, contentType));
        read.list(json).ifPresent(quotes -> {
            JsonNode items = json.isArray() ? json : json.path("data");
            assertThat(quotes).hasSameSizeAs(items);
            quotes.forEach(QuotesFuzz::check);
        });
        read.single(json).ifPresent(QuotesFuzz::check);
    }

    private static void check(Quote quote) {
        assertThat(quote.id()).isNotBlank().isNotEqualTo("0").doesNotStartWith("-");
        assertThat(QuoteId.value(quote.id())).hasToString(quote.id());
        for (@Nullable String text : new @Nullable String[] {quote.key(), quote.name(), quote.email(), quote.phone()}) {
            assertThat(text == null || !text.isEmpty()).isTrue();
        }
        assertThat(quote.customFields()).doesNotContain("");
        assertThat(quote.links().toString()).doesNotContain(TOKEN);
    }
}
