package se.salesbyte.bridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code /api/**} on the management listener, as {@code openapi.yaml} describes it. */
public final class ManagementApi implements AutoCloseable {
    private static final String DOCUMENT = "openapi.yaml";
    private static final JsonProblem MALFORMED = JsonProblem.badRequest(
            "the URL or the Host header is malformed: a % in the URL needs two hexadecimal digits after it");

    private final ManagementParts parts;
    private final Overview overview;
    private final Events events;
    private final Reply document = document();

    public ManagementApi(ManagementParts parts) {
        this.parts = parts;
        this.overview = new Overview(parts);
        this.events = new Events(overview);
    }

    /** Answers a request that has no URL or {@code Host} to go by: it is its sender's fault and nothing to log. */
    public static void malformed(RoutingContext context) {
        MALFORMED.answer(context.response());
    }

    /** Serves the API on that router. */
    public void mount(Router router) {
        LeadCalls leads = new LeadCalls(parts);
        ReplayCalls replays = new ReplayCalls(parts);
        ReplayManyCalls many = new ReplayManyCalls(parts);
        SourceCalls sources = new SourceCalls(parts);
        SourceDetailCalls detail = new SourceDetailCalls(parts);
        WorkbenchCalls workbench = new WorkbenchCalls(parts);
        QuarantineCalls quarantine = new QuarantineCalls(parts);
        Calls calls = new Calls(router, parts.maxBody());
        calls.get("/api/leads", leads::list);
        calls.delete("/api/leads", leads::erase);
        calls.post("/api/leads/replay", many::open); // before the pattern that fits it
        calls.get("/api/leads/:id", leads::find);
        calls.post("/api/leads/:id/resolve", new ResolveCall(parts)::resolve);
        calls.post("/api/leads/:id/replay", replays::one);
        calls.get("/api/persons", new PersonCalls(parts)::export);
        calls.get("/api/replays", many::list);
        calls.get("/api/replays/:id", many::find);
        calls.post("/api/replays/:id/stop", many::stop);
        calls.get("/api/sources", sources::list);
        calls.get("/api/sources/:source", detail::find);
        calls.post("/api/sources/:source/sign", detail::sign);
        calls.post("/api/workbench/:source", workbench.maxBody(), workbench::attempt);
        calls.post("/api/workbench/:source/compare", workbench.maxBody(), workbench::compare);
        calls.get("/api/overview", context -> {
            Query.of(context);
            return new Reply("application/json", overview.now().json());
        });
        calls.stream("/api/events", events::open);
        calls.get("/api/stats", sources::statistics);
        calls.post("/api/reload", new ReloadCalls(parts)::reload);
        calls.post("/api/resume", new FlowCalls(parts)::resume);
        calls.post("/api/preview/:source", sources::preview);
        calls.get("/api/quarantine", quarantine::list);
        calls.get("/api/quarantine/:id", quarantine::find);
        calls.post("/api/quarantine/:id/release", quarantine::release);
        calls.get("/api/openapi.yaml", context -> document);
        calls.refuseTheRest();
    }

    /** Ends what is open. */
    @Override
    public void close() {
        events.close();
    }

    private static Reply document() {
        try (InputStream file = ManagementApi.class.getResourceAsStream(DOCUMENT)) {
            byte[] text = Objects.requireNonNull(file, DOCUMENT).readAllBytes();
            return new Reply("application/yaml", new String(text, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
