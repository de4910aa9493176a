package se.salesbyte.bridge.salesbyte.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sandbox's HTML: an index, and one page for each link of a quote. No script, nothing loaded, all text escaped. */
final class SandboxPages {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ink:#1c2430;--soft:#5c6878;--line:#e3e7ed;--card:#fff;--page:#f4f6f9;\
            --mark:#0b6e5f;--note:#fff6dd;--noteink:#6b4e00}
            @media(prefers-color-scheme:dark){:root{--ink:#e8ecf2;--soft:#9aa6b6;--line:#2c3440;--card:#1a202a;\
            --page:#11151c;--mark:#4fc3ae;--note:#33290d;--noteink:#f0d48a}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
            .note{background:var(--note);color:var(--noteink);padding:.6rem 1rem;text-align:center;font-size:.9rem}
            main{max-width:52rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
            p{margin:.25rem 0;color:var(--soft)}
            a{color:var(--mark)}
            nav{display:flex;flex-wrap:wrap;gap:.5rem;margin:1.25rem 0}
            nav a{padding:.35rem .8rem;border:1px solid var(--line);border-radius:2rem;background:var(--card);\
            text-decoration:none;font-size:.9rem}
            nav a[aria-current]{background:var(--mark);border-color:var(--mark);color:var(--card)}
            .card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;overflow-x:auto}
            table{width:100%;border-collapse:collapse}
            th,td{padding:.6rem 1rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
            tr:first-child>*{border-top:0}
            th{font-weight:500;color:var(--soft);font-size:.9rem;white-space:nowrap}
            td{overflow-wrap:anywhere;white-space:pre-wrap}
            .none{color:var(--soft)}
            """;
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%s · SalesByte sandbox</title>
            <style>%s</style>
            </head>
            <body>
            <div class="note"><strong>SalesByte sandbox:</strong> nothing here was sent to anyone.</div>
            <main>
            %s</main>
            </body>
            </html>
            """;

    /** Only this style, by its digest; nothing else may run, load, submit or frame. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String base;

    /** @param base the path that the sandbox is mounted at, for links between its pages */
    SandboxPages(String base) {
        this.base = base;
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
        }
        return page("Quotes", main);
    }

    /** What the sandbox received for a quote, under one of its four links. */
    String quote(SandboxQuote quote, SandboxView view) {
        StringBuilder main = new StringBuilder();
        main.append("<h1>").append(Html.escape(quote.text("customer_name"))).append("</h1>\n<p>Quote ");
        main.append(quote.id()).append(", received ").append(time(quote)).append(". ");
        main.append(view.purpose()).append("</p>\n");
        appendNavigation(main, quote, view);
        main.append("<div class=\"card\"><table>\n");
        quote.fields().forEach((field, value) -> appendField(main, field, value));
        main.append("</table></div>\n");
        return page(view.title() + " of quote " + quote.id(), main);
    }

    /** A page for an error that a browser, not an API client, asked for. */
    String error(int status, String message) {
        return page(
                "Error " + status,
                new StringBuilder("<h1>Error " + status + "</h1>\n<p>" + Html.escape(message) + "</p>\n"));
    }

    private void appendIndexRow(StringBuilder main, SandboxQuote quote) {
        String href = base + SandboxView.EDIT.path(quote);
        main.append("<tr><td><a href=\"").append(Html.escape(href)).append("\">");
        main.append(quote.id()).append("</a></td><td>");
        main.append(Html.escape(quote.text("customer_name"))).append("</td><td>");
        main.append(Html.escape(quote.text("customer_email"))).append("</td><td>");
        main.append(time(quote)).append("</td></tr>\n");
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

    private static void appendField(StringBuilder main, String field, @Nullable Object value) {
        main.append("<tr><th scope=\"row\">").append(Html.escape(field)).append("</th>");
        main.append(value == null ? "<td class=\"none\">null" : "<td>" + Html.escape(text(value)));
        main.append("</td></tr>\n");
    }

    private static String text(Object value) {
        boolean nested = value instanceof List<?> || value instanceof Map<?, ?>;
        return nested ? SandboxQuote.JSON.valueToTree(value).toString() : value.toString();
    }

    private static String page(String title, StringBuilder main) {
        return PAGE.formatted(Html.escape(title), STYLE, main);
    }

    private static String digest(String style) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String time(SandboxQuote quote) {
        return TIME.format(quote.createdAt());
    }
}
