package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileHandlesTest {
    @ParameterizedTest
    @CsvSource({
        // wanted, file handles, taken
        "10000, 1048576, 10000",
        "10000, 11000, 10000",
        "10000, 4096, 3096",
        "10000, 1024, 512",
        "10000, 1, 1",
        "100, 1024, 100",
    })
    void leavesFileHandlesForEverythingElse(int wanted, long handles, int taken) {
        assertThat(FileHandles.within(wanted, handles)).isEqualTo(taken);
    }
}
