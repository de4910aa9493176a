package se.salesbyte.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentTest {
    @ParameterizedTest
    @CsvSource({
        "y,     GIVEN,   0",
        "' Y ', GIVEN,   0",
        "n,     REFUSED, 1",
        "'',    REFUSED, 1", // the capital N of the question
        "yes?,  REFUSED, 1",
        ",      NOBODY,  2", // the end of the input
    })
    void takesNothingButAYesForOne(@Nullable String answer, Consent consent, int exitCode) {
        assertThat(Consent.of(answer)).isEqualTo(consent);
        assertThat(consent.exitCode()).isEqualTo(exitCode);
    }
}
