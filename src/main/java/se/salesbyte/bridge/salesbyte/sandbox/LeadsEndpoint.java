package se.salesbyte.bridge.salesbyte.sandbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.sandbox.OddAnswer.Wire;

/** Create Lead over HTTP, with the answers on demand. */
final class LeadsEndpoint {
    private static final String ROUTE = "integrations/create_brandawareness";
    private static final int LARGEST_BODY = 1024 * 1024;
    private static final long MILLIS = 1000;

    private final CreateLeadApi api;
    private final OddAnswers oddAnswers;
    private final KeptQuotes quotes;
    private final Supplier<String> baseUrl;
    private final Answers answers;

    LeadsEndpoint(
            SandboxConfig config, OddAnswers oddAnswers, KeptQuotes quotes, Supplier<String> baseUrl, Answers answers) {
        this.api = new CreateLeadApi(config);
        this.oddAnswers = oddAnswers;
        this.quotes = quotes;
        this.baseUrl = baseUrl;
        this.answers = answers;
    }

    void mount(Router router, String basePath) {
        String path = basePath + "/" + ROUTE;
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(this::createLead)
                .failureHandler(this::refuseHugeBody);
        router.route(path).handler(request -> answers.refuse(request, wrongMethod(request), formUrl()));
    }

    private void createLead(RoutingContext request) {
        Buffer body = request.body().buffer();
        String contentType = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        Map<String, @Nullable Object> input =
                LaravelInput.read(contentType, body == null ? new byte[0] : body.getBytes());
        SandboxReply refusal = api.refusal(input);
        if (refusal != null) {
            answers.refuse(request, refusal, formUrl());
            return;
        }
        OddAnswers.Due odd = oddAnswers.next(input.get("customer_email"));
        if (odd == null) {
            create(request, input, created -> Answers.send(request, created));
        } else {
            answerOddly(request, input, odd);
        }
    }

    private void answerOddly(RoutingContext request, Map<String, @Nullable Object> input, OddAnswers.Due odd) {
        if (odd.answer().wire() == Wire.LATE_MADE) {
            later(request, odd, () -> create(request, input, created -> leave(request, odd, input, created)));
        } else if (odd.answer().creates()) {
            create(request, input, created -> leave(request, odd, input, created));
        } else {
            leave(request, odd, input, null);
        }
    }

    private void leave(
            RoutingContext request,
            OddAnswers.Due odd,
            Map<String, @Nullable Object> input,
            @Nullable SandboxReply created) {
        if (odd.answer().wire() == Wire.NONE) {
            Answers.cut(request);
            return;
        }
        String uuid = String.valueOf(input.get("uuid"));
        SandboxReply reply = odd.answer()
                .reply()
                .apply(new OddAnswer.Call(odd.seconds(), quotes.now(), uuid, baseUrl.get(), created));
        switch (odd.answer().wire()) {
            case HALF -> Answers.sendHalf(request, reply);
            case LATE -> later(request, odd, () -> sendIfOpen(request, reply));
            case LATE_MADE -> sendIfOpen(request, reply);
            default -> answers.refuse(request, reply, formUrl());
        }
    }

    /** The event loop's own timer: whoever waits holds no thread. */
    private static void later(RoutingContext request, OddAnswers.Due odd, Runnable task) {
        request.vertx().setTimer(Math.max(1, odd.seconds() * MILLIS), timer -> task.run());
    }

    private static void sendIfOpen(RoutingContext request, SandboxReply reply) {
        if (!request.response().closed()) {
            Answers.send(request, reply);
        }
    }

    /** Makes the quote, and goes on once it is on disk. */
    private void create(
            RoutingContext request, Map<String, @Nullable Object> input, Consumer<SandboxReply> whenCreated) {
        Future.fromCompletionStage(
                        quotes.create(CreateLeadApi.fields(input)),
                        request.vertx().getOrCreateContext())
                .onSuccess(quote -> whenCreated.accept(CreateLeadApi.created(quote, baseUrl.get())));
    }

    /** Where Laravel sends a browser back to. */
    private String formUrl() {
        return baseUrl.get() + "/";
    }

    private static SandboxReply wrongMethod(RoutingContext request) {
        String message = "The " + request.request().method() + " method is not supported for route " + ROUTE
                + ". Supported methods: POST.";
        return SandboxReply.message(405, message).with("Allow", "POST");
    }

    private void refuseHugeBody(RoutingContext request) {
        if (request.statusCode() == 413) {
            answers.refuse(request, SandboxReply.message(413, "The POST data is too large."), formUrl());
        } else {
            request.next();
        }
    }
}
