package se.salesbyte.bridge.salesbyte.sandbox;

import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sandbox's HTML: an index, and one page for each link of a quote. All text escaped. */
final class SandboxPages {
    static final String CHECKOUT_PATH = "/offerter/:id/checkout";
    static final String EMPTY_PATH = "/empty";
    static final String CONTENT_SECURITY_POLICY = PageFrame.CONTENT_SECURITY_POLICY;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String CHECKOUT_FORM =
            """
            <form class="card pad" method="post" action="%s">
            %s<h2>Check out</h2>
            <p>Signs the quote as the customer would, and posts SalesByte's quote-checkout webhook.</p>
            <label for="value">Value in SEK, VAT included</label>
            <input id="value" name="value" inputmode="decimal" required value="%s">
            <label for="url">Webhook address; empty to send none</label>
            <input id="url" name="url" placeholder="https://…" value="%s">
            <label class="check"><input type="checkbox" name="more"> More people have to sign</label>
            <button>%s</button>
            </form>
            """;
    private static final String EMPTY_FORM =
            """
            <form method="post" action="%s">
            %s<button class="quiet">Remove all quotes</button>
            </form>
            """;

    private final String base;
    private final String webhook;
    private final List<OddAnswer> oddAnswers;
    private final FormToken token;

    /**
     * @param base the path that the sandbox is mounted at, for links between its pages
     * @param webhook where the quote-checkout webhook goes by default; null for nowhere
     */
    SandboxPages(String base, @Nullable URI webhook, List<OddAnswer> oddAnswers, FormToken token) {
        this.base = base;
        this.webhook = webhook == null ? "" : webhook.toString();
        this.oddAnswers = oddAnswers;
        this.token = token;
    }

    /** @param latest the newest first */
    String index(Collection<SandboxQuote> latest) {
        StringBuilder main = new StringBuilder();
        main.append("<h1>Quotes</h1>\n<p>")
                .append(latest.isEmpty() ? "No lead has arrived yet." : "The latest leads.")
                .append("</p>\n");
        if (!latest.isEmpty()) {
            main.append("<div class=\"card\"><table>\n<tr><th scope=\"col\">Quote</th><th scope=\"col\">Customer</th>")
                    .append("<th scope=\"col\">E-mail</th><th scope=\"col\">Received</th></tr>\n");
            latest.forEach(quote -> appendIndexRow(main, quote));
            main.append("</table></div>\n");
            main.append(EMPTY_FORM.formatted(Html.escape(base + EMPTY_PATH), token.input()));
        }
        appendOddAnswers(main);
        return PageFrame.around("Quotes", main);
    }

    /** What the sandbox received for a quote, under one of its four links. */
    String quote(SandboxQuote quote, SandboxView view) {
        StringBuilder main = heading(quote, view);
        appendFields(main, quote);
        if (view == SandboxView.EDIT) {
            appendCheckout(main, quote, webhook);
        }
        return PageFrame.around(view.title() + " of quote " + quote.id(), main);
    }

    /** The page of a quote once its checkout was tried. */
    String checkedOut(SandboxQuote quote, String typedUrl, String outcome) {
        StringBuilder main = heading(quote, SandboxView.EDIT);
        main.append("<p class=\"card pad said\" role=\"status\">")
                .append(Html.escape(outcome))
                .append("</p>\n");
        appendCheckout(main, quote, typedUrl);
        appendFields(main, quote);
        return PageFrame.around("Checkout of quote " + quote.id(), main);
    }

    /** A page for an error that a browser, not an API client, asked for. */
    String error(int status, String message) {
        return PageFrame.around(
                "Error " + status,
                new StringBuilder("<h1>Error " + status + "</h1>\n<p>" + Html.escape(message) + "</p>\n<p><a href=\""
                        + Html.escape(base) + "/\">All quotes</a></p>\n"));
    }

    private StringBuilder heading(SandboxQuote quote, SandboxView view) {
        StringBuilder main = new StringBuilder();
        main.append("<h1>").append(Html.escape(quote.text("customer_name"))).append("</h1>\n<p>Quote ");
        main.append(quote.id()).append(", received ").append(TIME.format(quote.createdAt()));
        main.append(". ").append(view.purpose()).append("</p>\n");
        if (quote.checkout() != null) {
            appendSigned(main, quote.checkout());
        }
        appendNavigation(main, quote, view);
        return main;
    }

    private static void appendSigned(StringBuilder main, Checkout checkout) {
        main.append("<p class=\"signed\">Signed ").append(TIME.format(checkout.at()));
        main.append(", SEK ").append(checkout.value().toPlainString());
        main.append(checkout.complete() ? "" : "; more people have to sign").append("</p>\n");
    }

    private void appendIndexRow(StringBuilder main, SandboxQuote quote) {
        String href = base + SandboxView.EDIT.path(quote);
        main.append("<tr><td><a href=\"").append(Html.escape(href)).append("\">");
        main.append(quote.id()).append("</a>");
        main.append(quote.checkout() == null ? "" : " <span class=\"signed\">signed</span>");
        main.append("</td><td>")
                .append(Html.escape(quote.text("customer_name")))
                .append("</td><td>");
        main.append(Html.escape(quote.text("customer_email"))).append("</td><td>");
        main.append(TIME.format(quote.createdAt())).append("</td></tr>\n");
    }

    private void appendOddAnswers(StringBuilder main) {
        main.append(
                        "<details class=\"card\"><summary>Odd answers on demand, by a tag in the customer's e-mail such as ")
                .append("<code>ada+503@example.com</code></summary><table>\n")
                .append(
                        "<tr><th scope=\"col\">Tag</th><th scope=\"col\">Answer</th><th scope=\"col\">Quote made</th></tr>\n");
        for (OddAnswer odd : oddAnswers) {
            main.append("<tr><td><code>+").append(Html.escape(odd.tag()));
            main.append(odd.seconds() == null ? "" : "-" + odd.seconds()).append("</code></td><td>");
            main.append(Html.escape(odd.meaning().replace("`", "")));
            main.append("</td><td>").append(odd.creates() ? "yes" : "no").append("</td></tr>\n");
        }
        main.append("</table></details>\n");
    }

    private void appendNavigation(StringBuilder main, SandboxQuote quote, SandboxView current) {
        main.append("<nav aria-label=\"Links of this quote\">\n");
        for (SandboxView view : SandboxView.values()) {
            main.append("<a href=\"")
                    .append(Html.escape(base + view.path(quote)))
                    .append('"');
            main.append(view == current ? " aria-current=\"page\">" : ">");
            main.append(view.title()).append("</a>\n");
        }
        main.append("<a href=\"").append(Html.escape(base)).append("/\">All quotes</a>\n</nav>\n");
    }

    private void appendCheckout(StringBuilder main, SandboxQuote quote, String url) {
        String action = base + CHECKOUT_PATH.replace(":id", String.valueOf(quote.id()));
        String value =
                quote.checkout() == null ? "10000" : quote.checkout().value().toPlainString();
        String button = quote.checkout() == null ? "Check out" : "Check out again";
        main.append(CHECKOUT_FORM.formatted(Html.escape(action), token.input(), value, Html.escape(url), button));
    }

    private static void appendFields(StringBuilder main, SandboxQuote quote) {
        main.append("<div class=\"card\"><table>\n");
        quote.fields().forEach((field, value) -> appendField(main, field, value));
        main.append("</table></div>\n");
    }

    private static void appendField(StringBuilder main, String field, @Nullable Object value) {
        main.append("<tr><th scope=\"row\">").append(Html.escape(field)).append("</th>");
        main.append(value == null ? "<td class=\"none\">null" : "<td>" + Html.escape(text(value)));
        main.append("</td></tr>\n");
    }

    private static String text(Object value) {
        boolean nested = value instanceof List<?> || value instanceof Map<?, ?>;
        return nested ? SandboxQuote.JSON.valueToTree(value).toString() : value.toString();
    }
}
