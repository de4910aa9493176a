package se.salesbyte.bridge.intake;

import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.verification.HandshakeReply;
import se.salesbyte.bridge.verification.HandshakeSecrets;
import se.salesbyte.bridge.verification.InvalidSecretException;
import se.salesbyte.bridge.verification.WebhookRequest;

/** Answers what a provider asks before, or instead of, sending events. Nothing of it is stored as an event. Thread-safe. */
final class ShakeHands {
    private static final Logger LOG = LoggerFactory.getLogger(ShakeHands.class);

    private final LeadStore store;
    private final SourceRegistry sources;
    private final IntakeRules rules;
    private final IntakeMetrics metrics;

    ShakeHands(LeadStore store, SourceRegistry sources, IntakeRules rules, IntakeMetrics metrics) {
        this.store = store;
        this.sources = sources;
        this.rules = rules;
        this.metrics = metrics;
    }

    /** The answer to a request that nobody verified; empty if it is no handshake, or not done right. */
    Optional<HandshakeReply> beforeVerification(Source source, WebhookRequest request) {
        if (source.handshakes().all().isEmpty()) {
            return Optional.empty();
        }
        boolean takesNew = !rules.hasSecret().test(source.name())
                && store.keptSecret(source.name()).isEmpty();
        HandshakeSecrets secrets = new HandshakeSecrets(
                source.secrets().accepted(),
                rules.verifyToken().apply(source.name()).map(List::of).orElse(List.of()),
                takesNew);
        return source.handshakes().beforeVerification(request, secrets).filter(reply -> canUse(source, reply));
    }

    /** Answers the call, once a secret that came with it is on disk. */
    void answer(Call call, Source source, HandshakeReply reply, Consumer<Problem> refuse) {
        metrics.shookHands(source.name());
        String secret = reply.secretToKeep();
        if (secret == null) {
            call.onEventLoop(() -> write(call, reply));
            return;
        }
        store.keepSecret(source.name(), secret).whenComplete((kept, fault) -> {
            if (Boolean.TRUE.equals(kept)) {
                LOG.warn(
                        "A secret was agreed with a source in a handshake; it counts from now on. source={}",
                        source.name());
                sources.give(source.name(), secret);
                call.onEventLoop(() -> write(call, reply));
            } else {
                refuse.accept(
                        kept == null ? Problem.unavailable("the handshake was not stored") : Problem.UNAUTHORIZED);
            }
        });
    }

    private static boolean canUse(Source source, HandshakeReply reply) {
        try {
            if (reply.secretToKeep() != null) {
                source.preset().scheme().check(reply.secretToKeep());
            }
            return true;
        } catch (InvalidSecretException unusable) {
            LOG.warn("A secret offered in a handshake cannot be used. source={}", source.name());
            return false;
        }
    }

    private static void write(Call call, HandshakeReply reply) {
        if (!call.isOpen()) {
            return;
        }
        HttpServerResponse response = call.request().response().setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        if (reply.contentType() != null) {
            response.putHeader("Content-Type", reply.contentType());
        }
        response.end(reply.body());
    }
}
