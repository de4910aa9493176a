package se.salesbyte.bridge.salesbyte.sandbox;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The pages that a quote's links open, and the index of them all. */
final class PagesEndpoint {
    private static final int LISTED = 50;

    private final SandboxQuotes quotes;
    private final SandboxPages pages;
    private final Answers answers;

    PagesEndpoint(SandboxQuotes quotes, SandboxPages pages, Answers answers) {
        this.quotes = quotes;
        this.pages = pages;
        this.answers = answers;
    }

    void mount(Router router, String basePath) {
        router.get(basePath + "/offerter/:id/redigera").handler(this::showEdit);
        router.get(basePath + "/view/:key").handler(this::showCustomerView);
        router.get(basePath + "/signed/:key").handler(request -> showByKey(request, SandboxView.CUSTOMER_VERIFICATE));
        router.get(basePath.isEmpty() ? "/" : basePath)
                .handler(request -> Answers.page(request, 200, pages.index(quotes.latest(LISTED))));
        router.route(basePath + "/*")
                .handler(request -> answers.refuse(request, noRoute(request, basePath), basePath + "/"));
    }

    private void showEdit(RoutingContext request) {
        show(request, quotes.withId(SandboxView.id(request.pathParam("id"))), SandboxView.EDIT);
    }

    private void showCustomerView(RoutingContext request) {
        boolean approval = "1".equals(request.request().getParam("project_approval"));
        showByKey(request, approval ? SandboxView.CUSTOMER_PROJECT_APPROVAL : SandboxView.CUSTOMER_VIEW);
    }

    private void showByKey(RoutingContext request, SandboxView view) {
        show(request, quotes.withKey(request.pathParam("key")), view);
    }

    private void show(RoutingContext request, @Nullable SandboxQuote quote, SandboxView view) {
        if (quote == null) {
            answers.refuse(request, SandboxReply.noSuch("Quote"), "");
        } else {
            Answers.page(request, 200, pages.quote(quote, view));
        }
    }

    private static SandboxReply noRoute(RoutingContext request, String basePath) {
        String path = request.normalizedPath().substring(basePath.length()).replaceFirst("^/", "");
        return SandboxReply.message(404, "The route " + path + " could not be found.");
    }
}
