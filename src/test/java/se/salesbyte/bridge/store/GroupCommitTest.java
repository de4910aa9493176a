package se.salesbyte.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GroupCommitTest {
    @Test
    void tellsNobodyThatWhatMustNotBeDoneTwiceIsNotDoneWhileItMayBe(@TempDir Path folder) throws SQLException {
        SqliteDialect dialect = new SqliteDialect(folder.resolve("bridge.db"));
        dialect.migrate();
        CountDownLatch disk = new CountDownLatch(1);
        try (GroupCommit writer = new GroupCommit(dialect, 10)) {
            CompletableFuture<Boolean> once = writer.submitOnce(session -> {
                await().until(() -> disk.getCount() == 0);
                return true;
            });
            await().until(() -> writer.fault().isPresent());
            CompletableFuture<Boolean> later = writer.submitOnce(session -> true);
            assertThat(later).as("which is not begun").failsWithin(Duration.ofSeconds(5));
            assertThat(once).isNotDone();
            disk.countDown();
            assertThat(once).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
        } finally {
            dialect.close();
        }
    }
}
