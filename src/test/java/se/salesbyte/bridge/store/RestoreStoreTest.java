package se.salesbyte.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;
import static se.salesbyte.bridge.testing.Events.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.SettableClock;

@Timeout(60)
class RestoreStoreTest {
    private static final int THEN = 20;

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    /** A backup, and what has come since: it is in the log alone, as a kill leaves it. */
    @BeforeEach
    void backUpAndGoOn() throws IOException {
        Path live = Files.createDirectory(folder.resolve("live")).resolve("bridge.db");
        try (LeadStore store = LeadStore.sqlite(live, new RecordedSignals())) {
            done(store.accept(events("form", THEN)));
            new BackupStore(live, backup(), new SettableClock(NOON), told::add).run();
            done(store.accept(List.of(event("hubspot", "since"))));
            Files.createDirectory(file().getParent());
            for (String name : List.of("bridge.db", "bridge.db-wal")) {
                Files.copy(live.resolveSibling(name), file().resolveSibling(name));
            }
        }
    }

    @Test
    void takesThePlaceOfTheStoreAndOfItsLog() throws IOException {
        restore();
        assertThat(leads(file())).isEqualTo(THEN);
        assertThat(kept()).singleElement().satisfies(old -> assertThat(leads(old))
                .isEqualTo(THEN + 1));
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(told).anyMatch(line -> line.contains("not delivered by then: " + THEN));
    }

    @Test
    void keepsWhatCannotBeReadWithItsLog() throws IOException {
        Files.writeString(file(), "no database at all, ".repeat(1000));
        restore();
        assertThat(leads(file())).isEqualTo(THEN);
        assertThat(kept()).anyMatch(old -> old.toString().endsWith("-wal"));
    }

    @Test
    void letsNobodyStartInTheMiddleAndIsRunAgain() throws IOException {
        Files.copy(backup(), file().resolveSibling("bridge.db.restoring"));
        Files.delete(file());
        assertThatThrownBy(() -> LeadStore.sqlite(file(), new RecordedSignals()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("a restore was broken off there: run it again");
        restore();
        assertThat(leads(file())).isEqualTo(THEN);
    }

    @Test
    void wasNeverThereIfItWasKilledWhileItCopied() throws IOException {
        Files.writeString(file().resolveSibling("bridge.db.restoring.partial"), "half of it");
        assertThat(leads(file())).isEqualTo(THEN + 1);
        restore();
        assertThat(leads(file())).isEqualTo(THEN);
    }

    @Test
    void refusesWhatMustNotBeRestoredAndChangesNothing() throws Exception {
        try (DataFolder held = DataFolder.lock(DataFolder.of(file()))) {
            assertThat(held).isNotNull();
            assertThatThrownBy(this::restore).hasMessageContaining("in use by another bridge");
        }
        assertThatThrownBy(() -> restore(folder.resolve("live").resolve("none.db")))
                .hasMessageContaining("there is no file");
        Path text = Files.writeString(folder.resolve("text.db"), "Ada Lovelace, ".repeat(1000));
        assertThatThrownBy(() -> restore(text)).hasMessageContaining("is no store of a bridge, or damaged");
        Path cut = folder.resolve("cut.db");
        byte[] whole = Files.readAllBytes(backup());
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> restore(cut)).hasMessageContaining("damaged");
        change("update setting set value = 'sandbox.db' where name = 'backup-of'");
        assertThatThrownBy(this::restore).hasMessageContaining("is a backup of sandbox.db");
        change("update flyway_schema_history set version = '9000' where installed_rank = 1");
        change("update flyway_schema_history set installed_rank = 99 where version = '9000'");
        assertThatThrownBy(this::restore).hasMessageContaining("newer version");
        assertThat(kept()).isEmpty();
        assertThat(leads(file())).isEqualTo(THEN + 1);
    }

    /** A plain copy of a file that a stopped bridge left does not say what it is. */
    @Test
    void takesAnyCopyForABackup() throws Exception {
        change("delete from setting where name in ('restored-from', 'backup-of')");
        restore();
        try (LeadStore store = LeadStore.sqlite(file(), new RecordedSignals())) {
            assertThat(done(store.settleRestored(NOON))).isEqualTo(THEN);
        }
    }

    @Test
    void isSaidOfAFileThatCameBackInAnotherWay() {
        assertThat(MarkStore.sqlite(file())).isEqualTo(NOON);
        try (LeadStore store = LeadStore.sqlite(file(), new RecordedSignals())) {
            assertThat(done(store.settleRestored(NOON))).isEqualTo(THEN + 1);
        }
    }

    private void restore() {
        restore(backup());
    }

    private void restore(Path backup) {
        new RestoreStore(backup, file(), new SettableClock(NOON), told::add).run();
    }

    private void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + backup());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int leads(Path file) {
        try (LeadStore store = LeadStore.sqlite(file, new RecordedSignals())) {
            return store.queries()
                    .list(new LeadFilter(null, null, null, null, null, null, 1000))
                    .size();
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(file().getParent())) {
            return files.filter(file -> file.toString().contains("before-restore"))
                    .toList();
        }
    }

    private Path file() {
        return folder.resolve("data").resolve("bridge.db");
    }

    private Path backup() {
        return folder.resolve("backup.db");
    }
}
