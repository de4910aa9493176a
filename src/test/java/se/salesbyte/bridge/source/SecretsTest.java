package se.salesbyte.bridge.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void readsOneOrTwo() {
        assertThat(Secrets.of("one").accepted()).containsExactly("one");
        assertThat(Secrets.of(" new , old ").accepted()).containsExactly("new", "old");
    }

    @Test
    void readsNothingAsNone() {
        assertThat(Secrets.of(null)).isEqualTo(Secrets.NONE);
        assertThat(Secrets.of(" ")).isEqualTo(Secrets.NONE);
        assertThat(Secrets.of(",").isEmpty()).isTrue();
    }

    @Test
    void showsNone() {
        assertThat(Secrets.of("new,old")).hasToString("Secrets[2]");
    }
}
