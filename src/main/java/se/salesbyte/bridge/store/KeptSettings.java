package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the store keeps of itself in the table {@code setting}; for the writer's thread. */
final class KeptSettings {
    private static final String SOURCE_SECRET = "source-secret:";
    private static final int KEY_BYTES = 32;
    private static final String KEEP = "insert into setting(name, value) values(?, ?) on conflict do nothing";

    private KeptSettings() {}

    /** The random key of that name, made when it is first asked for. */
    static byte[] key(Session session, String name) throws SQLException {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        Bind.to(session.prepare(KEEP)).text(name).bytes(fresh).update();
        try (ResultSet row = Bind.to(session.prepare("select value from setting where name = ?"))
                .text(name)
                .query()) {
            row.next();
            return row.getBytes("value");
        }
    }

    /** What else it keeps under that name, as text; null if nothing. */
    static @Nullable String text(Session session, String name) throws SQLException {
        try (ResultSet row = Bind.to(session.prepareLocking("select value from setting where name = ?"))
                .text(name)
                .query()) {
            return row.next() ? new String(row.getBytes("value"), UTF_8) : null;
        }
    }

    /** False if the source has one already. */
    static boolean keepSecret(Session session, String source, String secret) throws SQLException {
        return Bind.to(session.prepare(KEEP))
                        .text(SOURCE_SECRET + source)
                        .bytes(secret.getBytes(UTF_8))
                        .update()
                == 1;
    }

    /** False if the source has none. */
    static boolean forgetSecret(Session session, String source) throws SQLException {
        return Bind.to(session.prepare("delete from setting where name = ?"))
                        .text(SOURCE_SECRET + source)
                        .update()
                == 1;
    }

    /** By source. */
    static Map<String, String> secrets(Session session) throws SQLException {
        Map<String, String> secrets = new HashMap<>();
        try (ResultSet row = Bind.to(session.prepare("select name, value from setting where name >= ? and name < ?"))
                .text(SOURCE_SECRET)
                .text(SOURCE_SECRET.replace(':', ';'))
                .query()) {
            while (row.next()) {
                String source = row.getString("name").substring(SOURCE_SECRET.length());
                secrets.put(source, new String(row.getBytes("value"), UTF_8));
            }
        }
        return secrets;
    }
}
