package se.salesbyte.bridge.salesbyte.sandbox;

import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.Whitespace;

/**
 * What a person typed to have a quote checked out.
 *
 * @param url where the webhook goes; null for nowhere
 * @param fault what is wrong with the input; null if nothing is
 */
record CheckoutForm(String typedUrl, @Nullable URI url, BigDecimal value, boolean complete, @Nullable String fault) {
    private static final String MONEY = "[0-9]{1,12}([.,][0-9]{1,2})?";

    static CheckoutForm of(MultiMap input) {
        String typed = text(input, "url");
        URI url = typed.isEmpty() ? null : PostWebhook.address(typed);
        String value = text(input, "value");
        boolean isMoney = value.matches(MONEY);
        String fault = null;
        if (!isMoney) {
            fault = "Write the value as a number such as 12500 or 99.50.";
        } else if (url == null && !typed.isEmpty()) {
            fault = "Write the address as http://… or https://…, or leave it empty.";
        }
        BigDecimal money = isMoney ? new BigDecimal(value.replace(',', '.')) : BigDecimal.ZERO;
        return new CheckoutForm(typed, url, money, !input.contains("more"), fault);
    }

    private static String text(MultiMap input, String field) {
        String value = input.get(field);
        return value == null ? "" : Whitespace.trim(value);
    }
}
