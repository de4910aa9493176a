package se.salesbyte.bridge.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSpotUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # the table in HubSpot's documentation, whole
            https://b.example/%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B | https://b.example/:/?@!$'()*,;
            # lower case
            https://b.example/%3a%2f | https://b.example/:/
            # all others stay
            https://b.example/%20%26%3D%25%C3%A5+ | https://b.example/%20%26%3D%25%C3%A5+
            # once only
            https://b.example/%2540 | https://b.example/%2540
            # broken
            https://b.example/%4 | https://b.example/%4
            """)
    void undoesTheTwelveEscapes(String url, String expected) {
        assertThat(HubSpotUrl.decoded(url)).isEqualTo(expected);
    }
}
