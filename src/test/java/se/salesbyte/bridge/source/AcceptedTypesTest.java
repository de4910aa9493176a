package se.salesbyte.bridge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTypesTest {
    private static final AcceptedTypes ALL = AcceptedTypes.of(List.of("json", "text", "form", "multipart", "xml"));

    @ParameterizedTest
    @CsvSource({
        "application/json, JSON",
        "Application/JSON; charset=utf-8, JSON",
        "text/json, JSON",
        "application/vnd.surveymonkey.response.v1+json, JSON",
        "text/plain;charset=iso-8859-1, JSON",
        "application/x-www-form-urlencoded; charset=UTF-8, FORM",
        "multipart/form-data; boundary=\"x\", MULTIPART",
        "text/xml, XML",
        "application/soap+xml, XML",
        "application/xml ;charset=utf-8, XML",
        // neither named nor guessable
        "application/octet-stream, ",
        "text/html, ",
        "application/jsonp, ",
        "json, ",
        // left out
        ", JSON",
        "' ', JSON"
    })
    void saysWhatToParseABodyAs(@Nullable String contentType, @Nullable BodyFormat format) {
        assertThat(ALL.formatOf(contentType).orElse(null)).isEqualTo(format);
    }

    @Test
    void takesOnlyWhatIsNamed() {
        AcceptedTypes form = AcceptedTypes.of(List.of("form"));
        assertThat(form.formatOf("application/json")).isEmpty();
        assertThat(form.formatOf("text/plain")).isEmpty();
        assertThat(form.formatOf(null)).contains(BodyFormat.FORM);
    }

    @Test
    void namesTheKnownOnes() {
        assertThatThrownBy(() -> AcceptedTypes.of(List.of("csv")))
                .hasMessage("content type \"csv\" is not known: use json, text, form, multipart, xml");
    }
}
