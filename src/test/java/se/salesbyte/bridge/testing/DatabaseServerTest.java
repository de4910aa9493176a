package se.salesbyte.bridge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServerTest {
    @TempDir
    Path folder;

    @Test
    void keepsWhatIsCommittedThroughAKillAndAStop() throws SQLException {
        try (DatabaseServer server = DatabaseServer.in(folder.resolve("server"))) {
            Database database = server.database();
            try (Connection open = database.connect();
                    Statement statement = open.createStatement()) {
                statement.execute("create table kept (number int)");
                statement.execute("insert into kept values (7)");
                List<ProcessHandle> processes = server.processes();

                server.kill();

                assertThat(processes).hasSizeGreaterThan(3).noneMatch(ProcessHandle::isAlive);
                assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
                assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            }
            server.start();
            assertThat(value(database, "select number from kept")).isEqualTo("7");
            server.stop();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            server.start();
            assertThat(value(database, "select number from kept")).isEqualTo("7");
        }
    }

    @Test
    void isAsSafeAsPostgresqlIsShipped() throws SQLException {
        try (Database database = Postgresql.database()) {
            assertThat(value(database, "show fsync")).isEqualTo("on");
            assertThat(value(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(value(database, "show full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void asksForThePassword() {
        try (Database database = Postgresql.database()) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), Database.USER, "another"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void givesEachTestADatabaseOfItsOwnAndDropsIt() throws SQLException {
        Database first = Postgresql.database();
        try (Database second = Postgresql.database();
                Connection left = first.connect()) {
            assertThat(first.url()).isNotEqualTo(second.url());
            assertThat(left.isValid(5)).isTrue();

            first.close();

            assertThatThrownBy(first::connect).hasMessageContaining("does not exist");
            assertThat(value(second, "select 1")).isEqualTo("1");
        }
    }

    private static String value(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
