package se.salesbyte.bridge;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.store.BackupStore;
import se.salesbyte.bridge.store.RestoreStore;
import se.salesbyte.bridge.testing.InDoubt;

/** Leads that came back with a backup: what may have been sent since that was made is not sent again by itself. */
@Timeout(60)
class RestoredTest {
    @TempDir
    Path folder;

    private InDoubt in;

    @BeforeEach
    void start() {
        in = new InDoubt(folder);
    }

    @AfterEach
    void stop() {
        in.close();
    }

    @Test
    void leavesToAPersonWhatSalesByteShowsWithoutAMark() {
        String lead = waiting();
        backUp();
        in.advance(ofSeconds(10));
        in.client().awaitState(lead, "delivered");
        restore();

        JsonNode unknown = in.client().awaitLead(lead, InDoubt::isLeftToAPerson);

        assertThat(in.lookUps(lead, 1).get(0)).contains("came back with a backup", "may be quote 701");
        assertThat(events(unknown)).contains("restored");
        assertThat(in.salesByte.requests()).hasSize(2);
    }

    @Test
    void findsWhatItsMarkSaysWasDelivered() {
        in.restartWith("salesbyte.marker-field", "custom_field_10");
        String lead = waiting();
        backUp();
        in.advance(ofSeconds(10));
        in.client().awaitState(lead, "delivered");
        restore();
        assertThat(in.client().awaitState(lead, "delivered").path("salesbyteId").asText())
                .isEqualTo("701");
        assertThat(in.salesByte.requests()).hasSize(2);
    }

    @Test
    void sendsWhatSalesByteProvesNotToHave() {
        String lead = waiting();
        backUp();
        restore();
        in.advance(ofSeconds(10)); // it is due
        assertThat(in.lookUps(lead, 1).get(0)).contains("not found");
        in.advance(ofSeconds(1));
        in.eve();
        in.advance(ofSeconds(60));
        in.client().awaitState(lead, "retrying");
        in.advance(ofMinutes(2));
        in.client().awaitState(lead, "delivered");
        assertThat(in.salesByte.requests()).hasSize(3);
    }

    @Test
    void holdsItAsUnknownWhereNobodyCanBeAskedUntilAPersonSaysThatItIsNotThere() {
        in.restartWith("salesbyte.api-token", "");
        String lead = waiting();
        backUp();
        restore();
        in.advance(ofSeconds(10)); // it is due
        JsonNode unknown = in.client().awaitState(lead, "unknown");
        assertThat(unknown.at("/failure/message").asText()).contains("came back with a backup");
        assertThat(in.told(1)).singleElement().asString().contains("lead.unknown", "Ada Lovelace");
        assertThat(in.salesByte.requests()).hasSize(1);

        in.client().call("POST", "/api/leads/" + lead + "/resolve", "{\"as\":\"not-created\"}");

        in.client().awaitState(lead, "delivered");
        assertThat(in.salesByte.requests()).hasSize(2);
    }

    @Test
    void doesNotSendByAReplayWhatWasFailedThen() {
        in.salesByte.answers(422, "{}", false);
        String lead = in.ada();
        in.client().awaitState(lead, "failed");
        backUp();
        replay(lead);
        in.client().awaitState(lead, "delivered");
        restore();
        assertThat(in.client().lead(lead).path("state").asText()).isEqualTo("failed");

        replay(lead);

        in.client().awaitState(lead, "unknown");
        assertThat(in.salesByte.requests()).hasSize(2);
    }

    /** A lead that SalesByte does not take for now. */
    private String waiting() {
        in.salesByte.answers(503, "", false);
        String lead = in.ada();
        in.client().awaitState(lead, "retrying");
        return lead;
    }

    private void replay(String lead) {
        in.advance(ofSeconds(1));
        assertThat(in.client()
                        .call("POST", "/api/leads/" + lead + "/replay", "{}")
                        .status())
                .isEqualTo(202);
        await().until(() -> !in.client().lead(lead).path("state").asText().equals("accepted"));
    }

    private void backUp() {
        new BackupStore(store(), backup(), in.clock(), line -> {}).run();
    }

    private void restore() {
        in.restartAfter(() -> new RestoreStore(backup(), store(), in.clock(), line -> {}).run());
    }

    private Path store() {
        return folder.resolve("data").resolve("bridge.db");
    }

    private Path backup() {
        return folder.resolve("backup.db");
    }

    private static List<String> events(JsonNode lead) {
        return StreamSupport.stream(lead.path("timeline").spliterator(), false)
                .map(entry -> entry.path("event").asText())
                .toList();
    }
}
