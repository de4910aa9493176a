package se.salesbyte.bridge.camel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;

class CheckHttpClientTest {
    @TempDir
    Path folder;

    @Test
    void refusesToStartWhenTheHttpClientSendsAgainByItself() {
        BridgeHome home = new BridgeHome(folder).set("camel.component.http.automaticRetriesDisabled", "false");
        assertThatThrownBy(() -> BridgeUnderTest.start(home, Instant.EPOCH))
                .hasMessageContaining("automaticRetriesDisabled=true");
        BridgeUnderTest.start(home.set("camel.component.http.automaticRetriesDisabled", "true"), Instant.EPOCH)
                .close(); // all that the refused one held is free again
    }
}
