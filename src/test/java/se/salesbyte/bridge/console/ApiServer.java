package se.salesbyte.bridge.console;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import se.salesbyte.bridge.delivery.Flow;
import se.salesbyte.bridge.delivery.FlowAlarm;
import se.salesbyte.bridge.delivery.RetrySchedule;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.preview.PreviewLead;
import se.salesbyte.bridge.reload.Reloads;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profile;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.StoreSignals;

/** The management API by itself, over a store of its own. */
final class ApiServer implements AutoCloseable {
    private static final PhoneNumbers PHONES = PhoneNumbers.in("SE");

    private final Vertx vertx = Vertx.vertx();
    private final Router router = Router.router(vertx);
    private final HttpServer server = vertx.createHttpServer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LeadStore store;

    ApiServer(Path folder, Clock clock, ReleaseRefused release, EraseElsewhere elsewhere) {
        this.store = LeadStore.sqlite(folder.resolve("bridge.db"), new Nobody());
        Profile profile = new Profile("11111111-2222-4333-8444-555555555555", "7", Map.of("type", "website"));
        PreviewLead preview = new PreviewLead(
                new Mappings(folder, clock, new LogMappingChanges()),
                Profiles.of(profile, Map.of(), PHONES),
                PHONES,
                source -> Optional.empty());
        new ManagementApi(new ManagementParts(
                        store,
                        new SourceRegistry(),
                        preview,
                        source -> Optional.empty(),
                        new HomeParts(new Examples(folder), URI.create("http://127.0.0.1"), null),
                        elsewhere,
                        release,
                        (lead, as, id, by) -> CompletableFuture.completedFuture(Optional.of("never")),
                        PHONES,
                        Set.of(),
                        flow(clock),
                        source -> Optional.empty(),
                        Reloads.NONE,
                        true,
                        clock,
                        1024))
                .mount(router);
        server.requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static Flow flow(Clock clock) {
        RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofSeconds(5)), 0, RandomGenerator.getDefault());
        return new Flow(
                new Flow.Rules(1, 0, 5, Duration.ofSeconds(30), null, schedule),
                () -> CompletableFuture.completedFuture(true),
                FlowAlarm.NONE,
                clock);
    }

    LeadStore store() {
        return store;
    }

    int port() {
        return server.actualPort();
    }

    Router router() {
        return router;
    }

    HttpResponse<String> call(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
    }

    private static final class Nobody implements StoreSignals {
        @Override
        public void leadDue(String source, Instant at) {}

        @Override
        public void messageDue(String outbox, Instant at) {}
    }
}
