package se.salesbyte.bridge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTypesTest {
    private static final AcceptedTypes ALL =
            AcceptedTypes.of(List.of("json", "text", "form", "multipart", "xml", "jwt"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "text/json",
                "application/vnd.surveymonkey.response.v1+json",
                "text/plain;charset=iso-8859-1",
                "application/x-www-form-urlencoded; charset=UTF-8",
                "multipart/form-data; boundary=\"x\"",
                "text/xml; charset=UTF-8",
                "application/soap+xml",
                "application/jwt",
            })
    void takesATypeAsItStands(String contentType) {
        assertThat(ALL.readAs(contentType)).contains(contentType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/octet-stream", "text/html", "application/jsonp", "json", "application/xml-dtd"})
    void refusesATypeThatIsNotNamed(String contentType) {
        assertThat(ALL.readAs(contentType)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void readsABodyWithoutATypeAsTheFirstNamed(@Nullable String contentType) {
        assertThat(ALL.readAs(contentType)).contains("application/json");
        assertThat(AcceptedTypes.of(List.of("form", "json")).readAs(contentType))
                .contains("application/x-www-form-urlencoded");
    }

    @Test
    void takesOnlyWhatIsNamed() {
        AcceptedTypes form = AcceptedTypes.of(List.of("form"));
        assertThat(form.readAs("application/json")).isEmpty();
        assertThat(form.readAs("text/plain")).isEmpty();
    }

    @Test
    void namesTheKnownOnes() {
        assertThatThrownBy(() -> AcceptedTypes.of(List.of("csv")))
                .hasMessage("content type \"csv\" is not known: use json, text, form, multipart, xml, jwt");
    }
}
