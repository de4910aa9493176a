package se.salesbyte.bridge.console.page;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.webjars.WebJarVersionLocator;

/**
 * The page that people open, on the management listener. Every address of one of its views answers the same document,
 * which finds out by its address what to show. Thread-safe.
 */
public final class ConsolePage {
    private static final String DOCUMENT = "index.html";
    private static final String FILES = "/console/";
    private static final String OURS = ConsolePage.class.getPackageName().replace('.', '/') + "/";
    private static final List<String> VIEWS = List.of(
            "/",
            "/leads",
            "/leads/:id",
            "/replays",
            "/replays/:id",
            "/sources",
            "/sources/:name",
            "/workbench",
            "/workbench/:source",
            "/quarantine",
            "/quarantine/:id");

    /** In no folder and with one dot: no name that leads out of the page's own files. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*\\.(?:js|css|json|svg)");

    /** What the page loads of libraries. */
    private static final Set<String> OF_LIBRARIES = Set.of(
            "lit-html/lit-html.js",
            "lit-html/directive.js",
            "lit-html/directive-helpers.js",
            "lit-html/directives/live.js",
            "lit-html/directives/repeat.js",
            "uplot/dist/uPlot.iife.min.js",
            "uplot/dist/uPlot.min.css");

    /** Nothing but these files runs, styles or is asked for; no script or style within the document counts. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-cache",
            "Vary",
            "Accept-Encoding");

    private final WebJarVersionLocator libraries = new WebJarVersionLocator();
    private final Map<String, Optional<PageFile>> files = new ConcurrentHashMap<>();

    /** Serves the page on that router. */
    public void mount(Router router) {
        for (String view : VIEWS) {
            router.get(view).handler(context -> send(context, OURS + DOCUMENT));
        }
        router.get(FILES + "*").handler(context -> {
            String name = context.normalizedPath().substring(FILES.length());
            if (NAME.matcher(name).matches()) {
                send(context, OURS + name);
            } else if (OF_LIBRARIES.contains(name)) {
                send(context, ofLibrary(name));
            } else {
                context.next();
            }
        });
    }

    /** Where it is on the class path: the folders have the library's version in their midst. */
    private String ofLibrary(String name) {
        int slash = name.indexOf('/');
        return String.valueOf(libraries.fullPath(name.substring(0, slash), name.substring(slash + 1)));
    }

    private void send(RoutingContext context, String resource) {
        files.computeIfAbsent(resource, PageFile::read)
                .ifPresentOrElse(file -> send(context.request(), file), context::next);
    }

    private static void send(HttpServerRequest request, PageFile file) {
        HttpServerResponse response = request.response();
        HEADERS.forEach(response::putHeader);
        response.putHeader("ETag", file.tag());
        if (file.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", file.contentType());
        if (takesGzip(request)) {
            response.putHeader("Content-Encoding", "gzip").end(file.zipped());
        } else {
            response.end(file.plain());
        }
    }

    private static boolean takesGzip(HttpServerRequest request) {
        String encodings = request.getHeader("Accept-Encoding");
        return encodings != null && encodings.contains("gzip");
    }
}
