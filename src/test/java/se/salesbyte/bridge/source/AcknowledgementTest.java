package se.salesbyte.bridge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTest {
    @Test
    void tellsNewFromRepeatedByDefault() {
        assertThat(Acknowledgement.DEFAULT.acceptedStatus()).isEqualTo(202);
        assertThat(Acknowledgement.DEFAULT.duplicateStatus()).isEqualTo(200);
        assertThat(Acknowledgement.DEFAULT.body()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 300, 404, 500})
    void neverTellsAProviderThatAStoredEventFailed(int status) {
        assertThatThrownBy(() -> Acknowledgement.always(status)).hasMessageContaining("is no success");
    }
}
