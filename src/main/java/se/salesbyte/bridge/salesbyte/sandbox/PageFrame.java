package se.salesbyte.bridge.salesbyte.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What all pages of the sandbox have in common. No script, nothing loaded. */
final class PageFrame {
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
            h2{font-size:1.1rem;margin:0 0 .25rem}
            p{margin:.25rem 0;color:var(--soft)}
            a{color:var(--mark)}
            code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
            nav{display:flex;flex-wrap:wrap;gap:.5rem;margin:1.25rem 0}
            nav a{padding:.35rem .8rem;border:1px solid var(--line);border-radius:2rem;background:var(--card);\
            text-decoration:none;font-size:.9rem}
            nav a[aria-current]{background:var(--mark);border-color:var(--mark);color:var(--card)}
            .card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;overflow-x:auto;\
            margin:1.25rem 0}
            .pad{padding:1rem}
            table{width:100%;border-collapse:collapse}
            th,td{padding:.6rem 1rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
            tr:first-child>*{border-top:0}
            th{font-weight:500;color:var(--soft);font-size:.9rem;white-space:nowrap}
            td{overflow-wrap:anywhere;white-space:pre-wrap}
            td+td{min-width:9rem}
            td code,.signed{white-space:nowrap}
            @media(max-width:40rem){th[scope=row]{white-space:normal;overflow-wrap:anywhere}}
            .none{color:var(--soft)}
            .signed{color:var(--mark);font-weight:600}
            .said{border-left:.3rem solid var(--mark);color:var(--ink)}
            label{display:block;margin:.75rem 0 .25rem;font-size:.9rem;color:var(--soft)}
            .check{display:flex;gap:.5rem;align-items:center}
            input:not([type=checkbox]){width:100%;padding:.5rem .7rem;border:1px solid var(--line);\
            border-radius:.4rem;background:var(--page);color:var(--ink);font:inherit}
            button{margin-top:.75rem;padding:.5rem 1.1rem;border:1px solid var(--mark);border-radius:.4rem;\
            background:var(--mark);color:var(--card);font:inherit;cursor:pointer}
            button.quiet{background:none;color:var(--mark);margin:0}
            summary{cursor:pointer;padding:.8rem 1rem}
            :focus-visible{outline:2px solid var(--mark);outline-offset:2px}
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

    /** Only this style, by its digest, and our own forms; nothing else may run, load, submit or frame. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
            + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private PageFrame() {}

    /** @param main HTML; its texts escaped */
    static String around(String title, StringBuilder main) {
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
}
