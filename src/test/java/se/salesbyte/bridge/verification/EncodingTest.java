package se.salesbyte.bridge.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingTest {
    @ParameterizedTest
    @CsvSource({
        "HEX, 00ff, true",
        "HEX, 00FF, true",
        "HEX, 00f, false",
        "HEX, 0x00, false",
        "BASE64, AP8=, true",
        // padding left out
        "BASE64, AP8, true",
        // stray bits in the last character: another way to write the same bytes
        "BASE64, AP9=, false",
        "BASE64, AP8==, false",
        // the alphabet for URLs
        "BASE64, AP-_, false",
        "BASE64URL, AP-_, true",
        "BASE64URL, AP8, true",
        "BASE64URL, AP8=, false",
        "BASE64URL, AP9, false",
        "BASE64URL, AP+/, false"
    })
    void readsOnlyWhatIsWrittenRight(Encoding encoding, String text, boolean readable) {
        assertThat(encoding.decode(text).isPresent()).isEqualTo(readable);
    }
}
