package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets that were agreed with sources in handshakes, kept for good. Thread-safe. */
public final class AgreedSecrets {
    private final GroupCommit writer;
    private final Map<String, String> known;

    AgreedSecrets(GroupCommit writer) {
        this.writer = writer;
        this.known =
                new ConcurrentHashMap<>(writer.submit(KeptSettings::secrets).join());
    }

    /** Reads them anew, where others may have changed them. */
    void refresh() {
        Map<String, String> now = writer.submit(KeptSettings::secrets).join();
        known.keySet().retainAll(now.keySet());
        known.putAll(now);
    }

    /** The secret that was agreed with that source; empty if there was none. */
    public Optional<String> of(String source) {
        return Optional.ofNullable(known.get(source));
    }

    /** Forgets the secret that was agreed with that source, if there is one, so that another one may be. */
    public CompletableFuture<Boolean> forget(String source) {
        if (!known.containsKey(source)) {
            return CompletableFuture.completedFuture(false);
        }
        return writer.submit(new Work<>() {
            @Override
            public Boolean run(Session session) throws SQLException {
                return KeptSettings.forgetSecret(session, source);
            }

            @Override
            public void committed(Boolean forgotten) {
                known.remove(source);
            }
        });
    }

    /** Keeps a secret for good; false if that source has one already, which then stays. */
    public CompletableFuture<Boolean> keep(String source, String secret) {
        return writer.submit(new Work<>() {
            @Override
            public Boolean run(Session session) throws SQLException {
                return KeptSettings.keepSecret(session, source, secret);
            }

            @Override
            public void committed(Boolean kept) {
                if (kept) {
                    known.put(source, secret);
                }
            }
        });
    }
}
