package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedTemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {body}                          | {"å":1}
            {ts}.{body}                     | 17.{"å":1}
            {ts}:{body}                     | 17:{"å":1}
            {id}.{ts}.{body}                | m1.17.{"å":1}
            {method}{url}{body}{ts}         | POSThttps://b.example/?a=%40{"å":1}17
            {method}{decoded-url}{body}{ts} | POSThttps://b.example/?a=@{"å":1}17
            hmacsha256={body}               | hmacsha256={"å":1}
            {secret}{body}                  | s{"å":1}
            """)
    void writesTheTemplatesThatProvidersUse(String template, String expected) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        WebhookRequest request =
                WebhookRequest.of("POST", "https://b.example/?a=%40", Map.of(), "{\"å\":1}".getBytes(UTF_8));
        SignedTemplate.of(template).write(new SignedValues(request, "17", "m1", "s"), written::writeBytes);
        assertThat(written.toString(UTF_8)).isEqualTo(expected);
    }

    @Test
    void passesTheBodyOnAsItIs() {
        byte[] body = {(byte) 0xFF, 0};
        WebhookRequest request = WebhookRequest.of("POST", "https://b.example/", Map.of(), body);
        SignedTemplate.of("{body}").write(new SignedValues(request, "", "", ""), part -> assertThat(part)
                .isSameAs(body));
    }

    @Test
    void namesTheKnownPlaceholders() {
        assertThatThrownBy(() -> SignedTemplate.of("{time}.{body}"))
                .hasMessage(
                        "signed template has {time}: use {body}, {ts}, {id}, {method}, {url}, {decoded-url}, {secret}");
    }

    @Test
    void refusesToLeaveTheBodyOut() {
        assertThatThrownBy(() -> SignedTemplate.of("{ts}")).hasMessageContaining("leaves the body out");
    }
}
