package se.salesbyte.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.store.Customer;

class PersonByTest {
    private static final PayloadText PAYLOADS = new PayloadText(new SourceRegistry());

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "brien@x.se, o'brien@x.se",
                "brien@x.se, o’brien@x.se",
                "sper@x.se,  jösper@x.se",
                "sper@x.se,  jo\u0308sper@x.se",
                "ada@x.se,   jobs+ada@x.se",
                "ada@x.se,   a.ada@x.se",
                "ada@x.se,   a=ada@x.se",
                "ada@x.se,   a/ada@x.se",
                "ada@x.se,   a&ada@x.se",
                "ada@x.se,   'ada@x.se",
                "ada@x.se,   ada@x.se.au",
                "ada@x.se,   ada@x.seö",
                "ada@x.se,   ada@xyse",
            })
    void takesNobodyElsesLead(String wanted, String kept) {
        assertThat(PersonBy.email(wanted, PAYLOADS).is(customer(kept))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@x.se", " ADA@X.se\n", "Ada <ada@x.se>", "ada@x.se, bob@x.se", "mailto:Ada@x.se"})
    void findsTheCustomerHoweverTheirAddressIsWritten(String kept) {
        assertThat(PersonBy.email(" Ada@x.se ", PAYLOADS).is(customer(kept))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "brien@x.se, ask o'brien@x.se",
                "sper@x.se,  jösper@x.se",
                "sper@x.se,  j%C3%B6sper%40x.se",
                "ada@x.se,   /form?email=jobs+ada@x.se",
                "ada@x.se,   /form?email=jobs%2Bada@x.se",
                "ada@x.se,   ada@x.se.au",
                "ada@x.se,   ada@x.seö",
                "ada@x.se,   ada@x.se-mail.example",
            })
    void findsNobodyElseInText(String wanted, String text) {
        assertThat(PersonBy.email(wanted, PAYLOADS).isIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/form?email=ada@x.se",
                "/form?name=A&email=ada%40x.se",
                "/form/ada@x.se",
                "email%3DADA%40x.se",
                "write to 'ada@x.se'.",
                "{ada@x.se}",
                "<ada@x.se>",
                "mailto:ada@x.se?subject=x",
                "{\"email\":\"ada\\u0040x.se\"}",
            })
    void findsThemInText(String text) {
        assertThat(PersonBy.email("ada@x.se", PAYLOADS).isIn(text)).isTrue();
    }

    @Test
    void findsAnAddressWithAPlus() {
        PersonBy person = PersonBy.email("ada+shop@x.se", PAYLOADS);
        assertThat(person.isIn("/form?email=ada+shop@x.se")).isTrue();
        assertThat(person.isIn("/form?email=ada%2Bshop%40x.se")).isTrue();
        assertThat(person.isIn("/form?email=ada@x.se")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/form?phone=070+123+45+67", "/form?phone=%2B46701234567", "/form?phone=+46+70+1234567"})
    void findsANumberInAnUrl(String url) {
        PersonBy person = PersonBy.phone("0701234567", PhoneNumbers.in("SE"), PAYLOADS);
        assertThat(person.isIn(url)).isTrue();
        assertThat(person.isIn(url.replace("67", "68"))).isFalse();
    }

    private static Customer customer(String email) {
        return new Customer("Somebody", email, null, null);
    }
}
