package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlFormatTest {
    @ParameterizedTest
    @CsvSource({
        "sandbox, sandbox",
        "https://app.salesbyte.se, https://app.salesbyte.se",
        "https://app.salesbyte.se/, https://app.salesbyte.se", // a slash more would double it
        "https://proxy.example.com/salesbyte, https://proxy.example.com/salesbyte",
        "http://localhost:9000, http://localhost:9000", // stays on this machine
        "http://127.0.0.1:9000, http://127.0.0.1:9000",
        "http://[::1]:9000, http://[::1]:9000"
    })
    void readsTheAddressOfSalesByte(String text, URI url) {
        assertThat(UrlFormat.SALESBYTE.parse(text)).contains(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sandbox",
                "live",
                "app.salesbyte.se",
                "http://app.salesbyte.se", // the uuid would travel in the clear
                "http://127.0.0.1.example.com",
                "https://app.salesbyte.se/integrations/create_brandawareness",
                "https://app.salesbyte.se?a=b",
                "https://app.salesbyte.se#a",
                "https://user:pass@app.salesbyte.se",
                "https://",
                "https:app.salesbyte.se",
                "ftp://app.salesbyte.se",
                "https://app salesbyte.se"
            })
    void refusesAnyOtherAddressOfSalesByte(String text) {
        assertThat(UrlFormat.SALESBYTE.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://crm.example.com/leads",
                "https://crm.example.com/leads?token=t",
                "HTTPS://crm.example.com"
            })
    void takesAReceiverWithToken(String text) {
        assertThat(UrlFormat.RECEIVER.parse(text)).contains(URI.create(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm.example.com", "/leads", "file:///etc/passwd", "mailto:a@example.com"})
    void refusesWhatNobodyCanPostTo(String text) {
        assertThat(UrlFormat.RECEIVER.parse(text)).isEmpty();
    }
}
