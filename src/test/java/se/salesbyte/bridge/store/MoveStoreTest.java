package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.store.Outcomes.ENDED;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;
import static se.salesbyte.bridge.testing.Events.events;
import static se.salesbyte.bridge.testing.Events.windowedEvent;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;
import se.salesbyte.bridge.testing.TcpProxy;

/** All that a file holds goes to a PostgreSQL, or nobody runs on it. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // made before each test
class MoveStoreTest {
    private final Database database = Postgresql.database();
    private final StoreAddress address = Replicas.address(database, "one", ofSeconds(15));
    private final List<String> lines = new ArrayList<>();

    @TempDir
    Path folder;

    private FilledStore filled;

    @BeforeEach
    void fill() {
        filled = FilledStore.in(file());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void bringsTheRowsOfEachTable() {
        move();
        assertThat(lines).filteredOn(line -> line.endsWith(" rows")).hasSameSizeAs(MovedTable.ALL);
        assertThat(lines).noneMatch(line -> line.endsWith(" 0 rows"));
        assertThat(lines).anyMatch(line -> line.endsWith("are the same in both."));
    }

    @Test
    void goesOnWhereTheFileEnded() {
        LeadRecord before;
        try (LeadStore store = LeadStore.sqlite(file(), new RecordedSignals())) {
            before = store.queries().find(filled.replayed).orElseThrow();
        }
        move();
        try (LeadStore store = open()) {
            assertThat(store.queries().find(filled.replayed))
                    .get()
                    .usingRecursiveComparison()
                    .isEqualTo(before);
            Receipt known = done(store.accept(List.of(event("hubspot", "evt-delivered"))))
                    .get(0);
            assertThat(known.duplicate()).isTrue();
            assertThat(known.leadId()).isEqualTo(filled.delivered);
            assertThat(store.secrets().of("asana")).contains(FilledStore.SECRET);
            assertThat(done(store.inDoubt())).extracting(InDoubt::leadId).containsExactly(filled.inDoubt);
            assertThat(done(store.claim("form", NOON, 10_000)).items()).hasSize(FilledStore.WAITING + 2);
            ActedBy maj = ActedBy.somebody("once more"); // on the timeline, behind what was moved
            ReplayOrder order = new ReplayOrder(filled.delivered, null, null, List.of(), true, maj, ENDED);
            assertThat(done(store.replays().one(order))).isPresent();
        }
    }

    @Test
    void knowsAnEventWhoseIdHasANul() {
        move();
        try (LeadStore store = open()) {
            assertThat(done(store.accept(List.of(windowedEvent("form", "a\0nul", NOON, ENDED))))
                            .get(0)
                            .duplicate())
                    .isTrue();
        }
    }

    @Test
    void takesTheFileOutOfTheWay() {
        move();
        assertThat(file()).doesNotExist();
        assertThat(folder.resolve("bridge.db.moved")).exists();
        assertThat(folder).isDirectoryNotContaining("glob:**-{wal,shm}");
        assertRefused("it was moved, and is " + folder.resolve("bridge.db.moved"));
        assertThatThrownBy(() -> LeadStore.sqlite(file(), new RecordedSignals()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("set bridge.store.url");
        assertThat(file()).doesNotExist();
    }

    @Test
    void replacesTheKeysThatAStartHasMade() throws SQLException {
        try (LeadStore fresh = open()) {
            done(fresh.remember("form", NOON));
        }
        move();
        assertThat(query("select count(*) from setting where name = 'dedupe-secret'"))
                .isEqualTo("1");
        try (LeadStore store = open()) {
            assertThat(done(store.accept(List.of(event("hubspot", "evt-delivered"))))
                            .get(0)
                            .duplicate())
                    .isTrue();
        }
    }

    @Test
    void letsNobodyInWhenItBreaksOffAndBeginsAnew() {
        try (TcpProxy network = network()) {
            network.cutBefore("select * from attempt where 1 = 0"); // leads are there by then
            assertThatThrownBy(() -> move(file(), through(network)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("run it again");
            assertThat(network.cuts()).isEqualTo(1);
        }
        assertThat(file()).exists();
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("bridge move");
        move();
        try (LeadStore store = open()) {
            assertThat(store.queries().find(filled.delivered)).isPresent();
        }
    }

    @Test
    void isNotOverBeforeTheFileIsOutOfTheWay() {
        Path moved = folder.resolve("bridge.db.moved");
        try (TcpProxy network = network()) {
            network.cutBefore("delete from setting where name = 'moving'");
            assertThatThrownBy(() -> move(file(), through(network)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("the file is " + moved);
            assertThat(network.cuts()).isEqualTo(1);
        }
        assertThatThrownBy(this::open).hasMessageContaining("bridge move");
        move(moved, address);
        assertThat(moved).exists();
        open().close();
    }

    @Test
    void namesWhatArrivedOtherwiseAndLetsNobodyIn() throws SQLException {
        open().close();
        execute("create function bridge.other() returns trigger language plpgsql as"
                + " $$ begin new.customer_name = 'Eve'; return new; end $$");
        execute("create trigger other before insert on bridge.lead for each row when (new.id = '" + filled.delivered
                + "') execute function bridge.other()");
        assertRefused("rows that differ: 1");
        assertThat(lines).contains("lead " + filled.delivered + ": differs in customer_name");
        assertThat(String.join("\n", lines)).doesNotContain("Eve", "Anna");
        assertThat(file()).exists();
        assertThatThrownBy(this::open).hasMessageContaining("bridge move");
        execute("drop trigger other on bridge.lead");
        move();
    }

    @Test
    void refusesAFileThatABridgeRunsOn() {
        try (DataFolder running = DataFolder.lock(folder)) {
            assertThat(running).isNotNull();
            assertThatThrownBy(this::move)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("in use by another bridge");
        }
    }

    @Test
    void refusesADatabaseThatAReplicaRunsOn() {
        try (LeadStore running = open()) {
            assertRefused("the replica one runs on");
            assertThat(done(running.accept(events("form", 1)))).hasSize(1);
        }
    }

    @Test
    void refusesADatabaseThatHasLeads() {
        try (LeadStore other = open()) {
            done(other.accept(events("other", 1)));
        }
        assertRefused("has leads already");
        try (LeadStore other = open()) {
            assertThat(done(other.accept(events("other", 1))).get(0).duplicate())
                    .isTrue();
        }
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> move(folder.resolve("nosuch.db"), address))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessageContaining("there is no store in");
        assertThat(folder.resolve("nosuch.db")).doesNotExist();
    }

    @Test
    void leavesNoTableBehind() throws SQLException {
        open().close();
        Set<String> moved =
                new TreeSet<>(MovedTable.ALL.stream().map(MovedTable::name).toList());
        assertThat(database("select table_name from information_schema.tables where table_schema = 'bridge'"
                        + " and table_name not in ('replica', 'flow', 'pause', 'standing', 'flyway_schema_history')"))
                .isEqualTo(moved);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            assertThat(names(
                            connection,
                            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
                                    + " and name not like 'search%' and name <> 'flyway_schema_history'"))
                    .isEqualTo(moved);
        }
    }

    private Path file() {
        return folder.resolve("bridge.db");
    }

    private void move() {
        move(file(), address);
    }

    private void move(Path file, StoreAddress to) {
        new MoveStore(file, to, lines::add).run();
    }

    private LeadStore open() {
        return LeadStore.postgresql(address, new RecordedSignals(), 1_000_000, Clock.systemUTC());
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::move).isInstanceOf(MoveRefusedException.class).hasMessageContaining(why);
    }

    private TcpProxy network() {
        return TcpProxy.to(
                URI.create(database.url().substring("jdbc:".length())).getPort());
    }

    private StoreAddress through(TcpProxy network) {
        return new StoreAddress(
                database.url(network.port()), Database.USER, Database.PASSWORD, "bridge", "one", ofSeconds(15));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setSchema("bridge");
            return names(connection, sql).iterator().next();
        }
    }

    private Set<String> database(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            return names(connection, sql);
        }
    }

    private static Set<String> names(Connection connection, String sql) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
