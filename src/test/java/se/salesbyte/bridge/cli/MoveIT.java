package se.salesbyte.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;

/** A bridge on a file becomes one on a PostgreSQL. */
@SuppressWarnings("NullAway.Init") // made before each test
class MoveIT {
    private static final String ADA = "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}";

    private final Database database = Postgresql.database();

    @TempDir
    Path folder;

    private BridgeHome home;
    private BridgeClient client;

    @BeforeEach
    void home() {
        home = new BridgeHome(folder);
        client = new BridgeClient(home);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void runsOnTheDatabaseAfterwards() {
        String id;
        try (BridgeProcess bridge = BridgeProcess.running(home)) {
            id = client.postForm("sandbox", ADA).leadId();
            client.awaitState(id, "delivered");
            logIn();
            assertThat(move(1, "--to", database.url())).contains("in use by another bridge");
            bridge.terminate().exitCode();
        }
        assertThat(move(0, "--from", folder.resolve("data").toString(), "--to", database.url()))
                .contains("Moving ", "are the same in both", "Set bridge.store.url to the address")
                .containsPattern("lead +1 rows")
                .doesNotContain("Ada", "ada@example.com");
        home.set("bridge.store.url", database.url());
        assertThat(move(1)).contains("it was moved, and is ");
        try (BridgeProcess bridge = BridgeProcess.running(home)) {
            assertThat(client.postForm("sandbox", ADA).leadId()).isEqualTo(id);
            assertThat(client.lead(id).path("state").asText()).isEqualTo("delivered");
            assertThat(bridge.output()).doesNotContain(Database.PASSWORD);
        }
    }

    @Test
    void saysWhatIsWrongWithTheArguments() {
        assertThat(move(2)).contains("where to? Name a database by --to");
        assertThat(move(1, "--to", "jdbc:postgresql://bridge:of-nobody@127.0.0.1/leads"))
                .contains("bridge.store.url", "without user and password")
                .doesNotContain("of-nobody");
        assertThat(move(1, "--to", database.url())).contains("there is no store in ", "sandbox.db");
        assertThat(move(2, "--from", "bridge.db", "--to", database.url()))
                .contains("bridge.db is of the live mode, and salesbyte.url says sandbox");
    }

    private void logIn() {
        home.set("bridge.store.user", Database.USER).set("bridge.store.password", Database.PASSWORD);
    }

    private String move(int exitCode, String... options) {
        String[] command = new String[options.length + 1];
        command[0] = "move";
        System.arraycopy(options, 0, command, 1, options.length);
        try (BridgeProcess process = BridgeProcess.start(home, command)) {
            assertThat(process.exitCode()).as(process.output()).isEqualTo(exitCode);
            assertThat(process.output()).doesNotContain(Database.PASSWORD);
            return process.output();
        }
    }
}
