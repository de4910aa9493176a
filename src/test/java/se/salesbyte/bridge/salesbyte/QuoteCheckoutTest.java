package se.salesbyte.bridge.salesbyte;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuoteCheckoutTest {
    @Test
    void takesNumbersAndTextsAlike() {
        assertThat(read(Map.of("id", 123, "quote_value", 99.5, "requires_more_signatures", true)))
                .isEqualTo(read(Map.of("id", " 123 ", "quote_value", "99.5", "requires_more_signatures", "1")));
        assertThat(read(Map.of("id", 123, "quote_value", "99.5")).value()).isEqualTo(new BigDecimal("99.5"));
    }

    @Test
    void readsItFromUnderData() {
        assertThat(read(Map.of("data", Map.of("id", 7))).id()).isEqualTo("7");
    }

    @Test
    void isCompleteUnlessOthersHaveStillToSign() {
        assertThat(read(Map.of("id", 7, "is_fully_signed", false)).complete()).isTrue();
        assertThat(read(Map.of("id", 7, "requires_more_signatures", true)).complete())
                .isFalse();
    }

    @Test
    void leavesOutWhatIsNotAsDocumented() {
        QuoteCheckout odd = read(Map.of(
                "id",
                7,
                "quote_value",
                "9".repeat(50),
                "salesperson",
                List.of("Maj"),
                "customer_name",
                Map.of("first", "Ada"),
                "requires_more_signatures",
                "perhaps"));
        assertThat(odd.value()).isNull();
        assertThat(odd.salesperson()).isNull();
        assertThat(odd.name()).isNull();
        assertThat(odd.complete()).isTrue();
        assertThat(read(Map.of("id", 7, "quote_value", "12 500 kr")).value()).isNull();
    }

    @Test
    void isNoneWithoutTheIdOfAQuote() {
        assertThat(Arrays.asList(null, "7", List.of(7), Map.of(), Map.of("id", 0), Map.of("id", List.of(7))))
                .allSatisfy(tree -> assertThat(QuoteCheckout.read(tree)).isEmpty());
    }

    private static QuoteCheckout read(Map<String, Object> event) {
        return QuoteCheckout.read(event).orElseThrow();
    }
}
