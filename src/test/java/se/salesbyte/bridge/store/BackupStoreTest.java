package se.salesbyte.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;
import static se.salesbyte.bridge.testing.Events.events;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.SettableClock;

@Timeout(60)
class BackupStoreTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void copiesAWholeStoreWhileEventsComeIn() throws Exception {
        try (LeadStore store = LeadStore.sqlite(file(), new RecordedSignals())) {
            done(store.accept(events("form", 500)));
            AtomicInteger accepted = new AtomicInteger();
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                while (!enough.get()) {
                    done(store.accept(List.of(event("hubspot", "evt-" + accepted.incrementAndGet()))));
                }
            });
            await().until(() -> accepted.get() > 10);
            backUp();
            int then = accepted.get();
            await().until(() -> accepted.get() > then);
            enough.set(true);
            sender.join();

            try (SqliteCopy copy = new SqliteCopy(backup())) {
                copy.requireWhole();
                assertThat(copy.leads()).isBetween(509L, 500L + then);
                assertThat(copy.madeAt()).isEqualTo(NOON);
                assertThat(copy.origin()).contains("bridge.db");
            }
        }
        assertThat(Files.getPosixFilePermissions(backup())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(told).hasSize(2).last().asString().contains(" MiB in ", "as of " + NOON);
        assertThat(names()).containsExactlyInAnyOrder("backup.db", "bridge.db", "backup.lock");
    }

    @Test
    void overwritesNothingButWhatAKilledOneHasLeft() throws IOException {
        fill();
        Files.writeString(folder.resolve("backup.db.partial"), "half of it");
        backUp();
        byte[] first = Files.readAllBytes(backup());
        assertThatThrownBy(this::backUp)
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("nothing is overwritten");
        assertThat(Files.readAllBytes(backup())).isEqualTo(first);
        assertThat(names()).doesNotContain("backup.db.partial");
    }

    @Test
    void isMadeOneAtATime() throws IOException {
        fill();
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("backup.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(this::backUp).hasMessageContaining("another backup");
        }
    }

    @Test
    void leavesNothingOfADamagedStore() throws Exception {
        fill();
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            for (long at = bytes.length() / 2; at < bytes.length(); at += 4096) {
                bytes.seek(at);
                bytes.write(new byte[64]);
            }
        }
        assertThatThrownBy(this::backUp).isInstanceOfAny(BackupRefusedException.class, StoreUnavailableException.class);
        assertThat(names()).doesNotContain("backup.db", "backup.db.partial");
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(this::backUp).hasMessageContaining("there is no store in ");
        fill();
        Path nowhere = folder.resolve("no").resolve("backup.db");
        assertThatThrownBy(() -> new BackupStore(file(), nowhere, new SettableClock(NOON), told::add).run())
                .hasMessageContaining("there is no folder for ");
    }

    /** Whoever puts the file in its place by hand is told by nobody: the file says it itself. */
    @Test
    void saysOfItselfThatItIsACopyAtTheFirstStartAlone() throws SQLException {
        fill();
        backUp();
        Instant later = NOON.plusSeconds(60);
        try (LeadStore store = LeadStore.sqlite(backup(), new RecordedSignals())) {
            assertThat(done(store.settleRestored(later))).isEqualTo(20);
            assertThat(done(store.settleRestored(later))).isZero();
            assertThat(done(store.claim("form", later, 1)).items())
                    .extracting(DueLead::restored)
                    .containsExactly(true);
            done(store.accept(List.of(event("hubspot", "after"))));
            assertThat(done(store.claim("hubspot", later, 1)).items())
                    .extracting(DueLead::restored)
                    .containsExactly(false);
        }
        try (LeadStore store = LeadStore.sqlite(file(), new RecordedSignals())) {
            assertThat(done(store.settleRestored(later))).isZero();
        }
    }

    @Test
    void stopsReplaysThatRanThen() {
        FilledStore.in(file());
        backUp();
        try (LeadStore store = LeadStore.sqlite(backup(), new RecordedSignals())) {
            done(store.settleRestored(NOON));
            assertThat(store.queries().replays(null, 10))
                    .extracting(ReplayRow::state)
                    .containsExactly(ReplayState.STOPPED);
        }
    }

    private void fill() {
        try (LeadStore store = LeadStore.sqlite(file(), new RecordedSignals())) {
            done(store.accept(events("form", 20)));
        }
    }

    private void backUp() {
        new BackupStore(file(), backup(), new SettableClock(NOON), told::add).run();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path file() {
        return folder.resolve("bridge.db");
    }

    private Path backup() {
        return folder.resolve("backup.db");
    }
}
