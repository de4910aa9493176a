package se.salesbyte.bridge.salesbyte.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the pages' buttons do: check a quote out, empty the sandbox. */
final class FormsEndpoint {
    private static final int LARGEST_FORM = 16 * 1024;

    private final SandboxConfig config;
    private final KeptQuotes quotes;
    private final Supplier<String> baseUrl;
    private final SandboxPages pages;
    private final FormToken token;
    private final PostWebhook webhook = new PostWebhook();

    FormsEndpoint(
            SandboxConfig config, KeptQuotes quotes, Supplier<String> baseUrl, SandboxPages pages, FormToken token) {
        this.config = config;
        this.quotes = quotes;
        this.baseUrl = baseUrl;
        this.pages = pages;
        this.token = token;
    }

    void mount(Router router, String basePath) {
        post(router, basePath + SandboxPages.CHECKOUT_PATH, this::checkOut);
        post(router, basePath + SandboxPages.EMPTY_PATH, request -> empty(request, basePath + "/"));
    }

    private void post(Router router, String path, Handler<RoutingContext> handler) {
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM))
                .handler(request -> admit(request, handler));
    }

    private void admit(RoutingContext request, Handler<RoutingContext> handler) {
        if (token.matches(request.request().getFormAttribute(FormToken.FIELD))) {
            handler.handle(request);
        } else {
            Answers.page(
                    request, 419, pages.error(419, "This page has expired: open it again, then press the button."));
        }
    }

    private void checkOut(RoutingContext request) {
        SandboxQuote quote = quotes.inMemory().withId(SandboxView.id(request.pathParam("id")));
        CheckoutForm form = CheckoutForm.of(request.request().formAttributes());
        if (quote == null) {
            Answers.page(request, 404, pages.error(404, "This quote is not here any more."));
        } else if (form.fault() != null) {
            Answers.page(request, 422, pages.checkedOut(quote, form.typedUrl(), form.fault()));
        } else {
            CompletableFuture<@Nullable SandboxQuote> checkedOut =
                    quotes.checkOut(quote.id(), new Checkout(quotes.now(), form.value(), form.complete()));
            answer(request, checkedOut.thenCompose(signed -> tell(form, signed == null ? quote : signed)));
        }
    }

    private CompletableFuture<String> tell(CheckoutForm form, SandboxQuote signed) {
        URI url = form.url();
        if (url == null) {
            return CompletableFuture.completedFuture(
                    pages.checkedOut(signed, form.typedUrl(), "Checked out. No webhook was sent: it had no address."));
        }
        String json = SandboxReply.json(200, new QuoteJson(config, baseUrl.get()).webhook(signed))
                .body();
        return webhook.post(url, json)
                .thenApply(outcome -> pages.checkedOut(signed, form.typedUrl(), "Checked out. The webhook " + outcome));
    }

    private static void answer(RoutingContext request, CompletableFuture<String> page) {
        Future.fromCompletionStage(page, request.vertx().getOrCreateContext())
                .onSuccess(html -> Answers.page(request, 200, html))
                .onFailure(request::fail);
    }

    private void empty(RoutingContext request, String index) {
        Future.fromCompletionStage(
                        quotes.removeIf(quote -> true), request.vertx().getOrCreateContext())
                .onSuccess(
                        removed -> Answers.send(request, SandboxReply.empty(303).with("Location", index)))
                .onFailure(request::fail);
    }
}
