package se.salesbyte.bridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskHealthCheckTest {
    @ParameterizedTest
    @CsvSource({
        // free MiB, total MiB, how many MiB it says are left
        "1024, 20480,",
        "1023, 20480, 1023", // less than 1 GiB
        "1024, 20481, 1024", // less than a twentieth
        "50000, 900000,",
        "0, 100, 0"
    })
    void saysThatADiskIsNearlyFull(long free, long total, String left) {
        long mebi = 1 << 20;
        assertThat(String.join(";", DiskHealthCheck.faults(Path.of("data"), free * mebi, total * mebi)))
                .isEqualTo(
                        left == null
                                ? ""
                                : "data has " + left
                                        + " MiB left: make room before events are refused, or set bridge.retention");
    }
}
