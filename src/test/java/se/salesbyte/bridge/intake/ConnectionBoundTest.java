package se.salesbyte.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionBoundTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "9, 2", "10, 2", "25, 2", "100, 10", "10000, 1000"})
    void isFullUntilSeveralPlacesAreFree(int most, int free) {
        ConnectionBound bound = new ConnectionBound(most);
        for (int i = 0; i < most; i++) {
            assertThat(bound.enter()).isTrue();
        }
        assertThat(bound.isRefusing()).isFalse();
        assertThat(bound.enter()).isFalse();
        for (int i = 1; i < free; i++) {
            bound.leave();
            assertThat(bound.isRefusing()).as("%s free", i).isTrue();
        }
        assertThat(free == 1 || bound.enter())
                .as("a free place is taken meanwhile")
                .isTrue();
        if (free > 1) {
            bound.leave();
        }
        bound.leave();
        assertThat(bound.isRefusing()).isFalse();
        assertThat(bound.open()).isEqualTo(most - free);
    }
}
