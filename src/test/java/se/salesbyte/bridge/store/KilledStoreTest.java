package se.salesbyte.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.store.LeadStoreContract.done;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KilledStoreTest {
    private static final int KILLS = 3;
    private static final int ACKNOWLEDGEMENTS = 500;

    @Test
    void losesNothingAcknowledgedWhenItsProcessIsKilled(@TempDir Path folder) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(AcceptingProcess.start(folder).killAfter(ACKNOWLEDGEMENTS));
            assertThat(leadsIn(folder)).containsAll(acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * ACKNOWLEDGEMENTS);
    }

    /** All of them are due, each with its body. */
    private static Set<String> leadsIn(Path folder) {
        try (DataFolder held = DataFolder.lock(folder);
                LeadStore store = LeadStore.sqlite(folder.resolve("bridge.db"), new RecordedSignals())) {
            assertThat(held).isNotNull();
            List<DueLead> leads = done(store.claim("hubspot", Instant.now(), Integer.MAX_VALUE))
                    .items();
            Set<String> ids = new HashSet<>();
            leads.forEach(lead -> ids.add(lead.id()));
            assertThat(ids).hasSameSizeAs(leads);
            return ids;
        }
    }
}
