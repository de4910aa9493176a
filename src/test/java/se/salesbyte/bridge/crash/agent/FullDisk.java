package se.salesbyte.bridge.crash.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Lets SQLite find the disk full, by its limit of pages, as long as a file exists. */
public final class FullDisk {
    private static final long NO_LIMIT = 1_073_741_823;

    private static volatile @Nullable Path sign;
    private static boolean limited; // the store's writer alone

    private FullDisk() {}

    static void whileThereIs(Path file) {
        sign = file;
    }

    /** Called from the code that was woven in, hence public. */
    public static void look(Connection writer) throws SQLException {
        Path file = sign;
        boolean full = file != null && Files.exists(file);
        if (full) {
            limited = true; // anew each time, as a fault makes the store open another connection
            pragma(writer, "max_page_count=" + pragma(writer, "page_count"));
        } else if (limited) {
            limited = false;
            pragma(writer, "max_page_count=" + NO_LIMIT);
        }
    }

    private static long pragma(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma " + pragma)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** Woven into {@code Session.begin}. */
    static final class BeforeBegin {
        private BeforeBegin() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue("connection") Connection connection) throws SQLException {
            look(connection);
        }
    }
}
