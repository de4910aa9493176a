package se.salesbyte.bridge.camel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
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

    @Test
    void checksAgainWhenAProbeDidNotLeaveInTime() {
        CamelContext context = contextWithLateProbes(2);
        assertThatCode(() -> CheckHttpClient.run(context)).doesNotThrowAnyException();
        context.stop();
    }

    @Test
    void saysThatNothingCameThroughWhenNoProbeDoes() {
        CamelContext context = contextWithLateProbes(1_000);
        assertThatThrownBy(() -> CheckHttpClient.run(context))
                .hasMessageContaining("could not be checked")
                .hasMessageContaining("salesbyte.connect-timeout");
        context.stop();
    }

    /** Whose first calls fail before anything leaves, as on a machine that is too busy. */
    private static CamelContext contextWithLateProbes(int count) {
        AtomicInteger late = new AtomicInteger(count);
        CamelContext context = new DefaultCamelContext();
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        http.setAutomaticRetriesDisabled(true);
        http.setHttpClientConfigurer(client -> client.addExecInterceptorFirst("too-late", (request, scope, chain) -> {
            if (late.getAndDecrement() > 0) {
                throw new SocketTimeoutException("not connected in time");
            }
            return chain.proceed(request, scope);
        }));
        context.start();
        return context;
    }
}
