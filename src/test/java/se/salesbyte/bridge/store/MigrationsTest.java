package se.salesbyte.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class MigrationsTest {
    private final SQLiteDataSource database = new SQLiteDataSource();
    private final Migrations migrations = Migrations.sqlite(database);

    @TempDir
    Path folder;

    @BeforeEach
    void file() {
        database.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
    }

    @Test
    void knowsTheNewestScript() throws SQLException {
        assertThat(migrations.isNewest()).isFalse();
        migrations.run();
        assertThat(migrations.isNewest()).isTrue();
    }

    @Test
    void asksFlywayAboutAnOlderSchemaAndANewerOneAndAFailedScript() throws SQLException {
        migrations.run();
        execute("update flyway_schema_history set success = 0 where version = '1'");
        assertThat(migrations.isNewest()).isFalse();
        execute("update flyway_schema_history set success = 1");
        String newest = " where installed_rank = (select max(installed_rank) from flyway_schema_history)";
        execute("update flyway_schema_history set version = '8.5'" + newest);
        assertThat(migrations.isNewest()).isFalse();
        execute("update flyway_schema_history set version = '9000'" + newest);
        assertThatThrownBy(migrations::run).isInstanceOf(SQLException.class).hasMessageContaining("newer version");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
