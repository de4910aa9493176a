package se.salesbyte.bridge.salesbyte.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The SalesByte API for trying things out: {@code POST …/integrations/create_brandawareness} answers as documented, and
 * as Laravel does where SalesByte documents nothing; the links of a quote open pages that show what was received.
 * Nothing is sent to anyone.
 *
 * <p>A customer e-mail whose local part ends in {@code +500} is answered 500 {@code Server Error}, and makes no quote.
 * Quotes are personal data: mount it where only the operator gets at.
 */
public final class Sandbox implements AutoCloseable {
    private static final String LEAD_ROUTE = "integrations/create_brandawareness";
    private static final int LARGEST_BODY = 1024 * 1024;
    private static final int LISTED = 50;
    private static final String JSON_TYPE = "application/json";
    private static final String HTML_TYPE = "text/html; charset=utf-8";

    private final CreateLeadApi api;
    private final SandboxQuotes quotes;
    private final Supplier<String> baseUrl;
    private final @Nullable SandboxJournal journal;

    /**
     * Opens the sandbox; reads the journal, if there is one, and so may block.
     *
     * @param baseUrl where clients reach what {@link #mount} mounts, such as {@code http://localhost:8081/sandbox}, asked
     *     anew for every answer; no slash at its end
     * @throws java.io.UncheckedIOException if the journal cannot be read or written
     */
    public Sandbox(SandboxConfig config, Supplier<String> baseUrl, Clock clock) {
        this.quotes = new SandboxQuotes(config.capacity());
        this.api = new CreateLeadApi(config, quotes, clock);
        this.baseUrl = baseUrl;
        this.journal =
                config.journal() == null ? null : SandboxJournal.open(config.journal(), config.capacity(), quotes::add);
    }

    /**
     * Serves the API and its pages below a path; unknown paths below it are answered 404 here.
     *
     * @param basePath such as {@code /sandbox}, or empty for the whole router; no slash at its end
     */
    public void mount(Router router, String basePath) {
        SandboxPages pages = new SandboxPages(basePath);
        String leads = basePath + "/" + LEAD_ROUTE;
        router.post(leads)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(request -> createLead(request, pages))
                .failureHandler(Sandbox::refuseHugeBody);
        router.route(leads).handler(Sandbox::refuseMethod);
        router.get(basePath + "/offerter/:id/redigera").handler(request -> showEdit(request, pages));
        router.get(basePath + "/view/:key").handler(request -> showCustomerView(request, pages));
        router.get(basePath + "/signed/:key")
                .handler(request -> showByKey(request, pages, SandboxView.CUSTOMER_VERIFICATE));
        router.get(basePath.isEmpty() ? "/" : basePath).handler(request -> showIndex(request, pages));
        router.route(basePath + "/*").handler(request -> refuse(request, pages, noRoute(request, basePath)));
    }

    /** All quotes kept, oldest first; a copy. */
    public List<SandboxQuote> quotes() {
        return quotes.all();
    }

    /** How many of the quotes kept have that {@code customer_email}, whatever the case. */
    public long countByEmail(String customerEmail) {
        return quotes.all().stream().filter(quote -> quote.isOf(customerEmail)).count();
    }

    /** Writes what is not yet in the journal and closes it; may block. */
    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }

    private void createLead(RoutingContext request, SandboxPages pages) {
        byte[] body = bytes(request.body().buffer());
        String contentType = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        Map<String, @Nullable Object> input = LaravelInput.read(contentType, body);
        SandboxReply refusal = api.refusal(input);
        if (refusal == null) {
            answerWhenKept(request, api.create(input));
        } else {
            refuse(request, pages, refusal);
        }
    }

    private void answerWhenKept(RoutingContext request, SandboxQuote quote) {
        SandboxReply reply = CreateLeadApi.created(quote, made -> SandboxView.links(baseUrl.get(), made));
        if (journal == null) {
            json(request, reply);
            return;
        }
        Future.fromCompletionStage(journal.append(quote), request.vertx().getOrCreateContext())
                .onComplete(kept -> json(request, reply));
    }

    private void refuse(RoutingContext request, SandboxPages pages, SandboxReply reply) {
        boolean wantsJson = AcceptHeader.wantsJson(request.request().getHeader(HttpHeaders.ACCEPT));
        if (wantsJson) {
            json(request, reply);
        } else if (reply.status() == 422) {
            redirectBack(request);
        } else {
            html(request, reply.status(), pages.error(reply.status(), message(reply)));
        }
    }

    /** What Laravel does with a validation fault when a browser, as it thinks, sent the form. */
    private void redirectBack(RoutingContext request) {
        request.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, baseUrl.get() + "/")
                .end();
    }

    private static void refuseMethod(RoutingContext request) {
        request.response().putHeader(HttpHeaders.ALLOW, "POST");
        String message = "The " + request.request().method() + " method is not supported for route " + LEAD_ROUTE
                + ". Supported methods: POST.";
        json(request, SandboxReply.message(405, message));
    }

    private static void refuseHugeBody(RoutingContext request) {
        if (request.statusCode() == 413) {
            json(request, SandboxReply.message(413, "The POST data is too large."));
        } else {
            request.next();
        }
    }

    private static SandboxReply noRoute(RoutingContext request, String basePath) {
        String path = request.normalizedPath().substring(basePath.length()).replaceFirst("^/", "");
        return SandboxReply.message(404, "The route " + path + " could not be found.");
    }

    private void showIndex(RoutingContext request, SandboxPages pages) {
        html(request, 200, pages.index(quotes.latest(LISTED)));
    }

    private void showEdit(RoutingContext request, SandboxPages pages) {
        show(request, pages, quoteWithId(request.pathParam("id")), SandboxView.EDIT);
    }

    private void showCustomerView(RoutingContext request, SandboxPages pages) {
        boolean approval = "1".equals(request.request().getParam("project_approval"));
        showByKey(request, pages, approval ? SandboxView.CUSTOMER_PROJECT_APPROVAL : SandboxView.CUSTOMER_VIEW);
    }

    private void showByKey(RoutingContext request, SandboxPages pages, SandboxView view) {
        show(request, pages, quotes.withKey(request.pathParam("key")), view);
    }

    private void show(RoutingContext request, SandboxPages pages, @Nullable SandboxQuote quote, SandboxView view) {
        if (quote == null) {
            refuse(request, pages, SandboxReply.noSuch("Quote"));
        } else {
            html(request, 200, pages.quote(quote, view));
        }
    }

    private @Nullable SandboxQuote quoteWithId(String id) {
        try {
            return quotes.withId(Long.parseLong(id));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String message(SandboxReply reply) {
        return String.valueOf(reply.json().get("message"));
    }

    private static byte[] bytes(@Nullable Buffer body) {
        return body == null ? new byte[0] : body.getBytes();
    }

    private static void json(RoutingContext request, SandboxReply reply) {
        try {
            byte[] body = SandboxQuote.JSON.writeValueAsBytes(reply.json());
            answer(request, reply.status(), JSON_TYPE).end(Buffer.buffer(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts are always JSON", e);
        }
    }

    private static void html(RoutingContext request, int status, String page) {
        answer(request, status, HTML_TYPE)
                .putHeader("Content-Security-Policy", SandboxPages.CONTENT_SECURITY_POLICY)
                .putHeader("Referrer-Policy", "no-referrer")
                .end(page);
    }

    private static HttpServerResponse answer(RoutingContext request, int status, String contentType) {
        return request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
    }
}
