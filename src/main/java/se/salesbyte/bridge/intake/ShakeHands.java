package se.salesbyte.bridge.intake;

import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
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
        if (source.handshakes().all().isEmpty() || isSigned(source, request)) {
            return Optional.empty();
        }
        HandshakeSecrets secrets = new HandshakeSecrets(
                source.secrets().accepted(),
                rules.verifyToken().apply(source.name()).map(List::of).orElse(List.of()),
                source.takesAgreed() && store.secrets().of(source.name()).isEmpty());
        return source.handshakes().beforeVerification(request, secrets).filter(reply -> canUse(source, reply));
    }

    /** The answer to a verified request, whenever it is verified; empty if it holds events. */
    static Optional<HandshakeReply> afterVerification(Source source, WebhookRequest request, Body body) {
        return source.handshakes().all().isEmpty() || !isOneObject(source, body)
                ? Optional.empty()
                : source.handshakes().afterVerification(request);
    }

    /** A list may hold a ping among events. */
    private static boolean isOneObject(Source source, Body body) {
        try {
            return body.tree() instanceof Map && source.split(body.tree()).size() == 1;
        } catch (UnparseablePayloadException e) {
            return false;
        }
    }

    /** Then it may be an event, and what is signed is never thrown away. */
    private static boolean isSigned(Source source, WebhookRequest request) {
        return request.method().equals("POST")
                && source.preset().scheme().headers().stream()
                        .anyMatch(header -> request.headers().first(header).isPresent());
    }

    /** Answers the call, once a secret that came with it is on disk. */
    void answer(Call call, Source source, HandshakeReply reply, Answer answer) {
        metrics.shookHands(source.name());
        String secret = reply.secretToKeep();
        if (secret == null) {
            answer.with(() -> write(call, reply));
            return;
        }
        store.secrets().keep(source.name(), secret).whenComplete((kept, fault) -> {
            if (Boolean.TRUE.equals(kept)) {
                LOG.warn(
                        "A secret was agreed with a source in a handshake; it counts from now on. source={}",
                        source.name());
                sources.agree(source.name(), secret);
                answer.with(() -> write(call, reply));
            } else {
                answer.refuse(kept == null ? Problem.HANDSHAKE_NOT_STORED : Problem.UNAUTHORIZED);
            }
        });
    }

    private static boolean canUse(Source source, HandshakeReply reply) {
        try {
            String secret = reply.secretToKeep();
            if (secret != null) {
                source.preset().scheme().check(secret);
            }
            return !"sandbox".equals(secret);
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
