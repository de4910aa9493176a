package se.salesbyte.bridge.camel;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says that the data folder's disk is nearly full: before events are refused, which the store's check tells. */
public final class DiskHealthCheck extends DegradedHealthCheck {
    private static final long LEAST = 1L << 30;
    private static final double LEAST_PERCENT = 5;

    private final Path data;

    public DiskHealthCheck(Path data) {
        super("bridge-disk");
        this.data = data;
    }

    @Override
    List<String> faults() {
        try {
            FileStore disk = Files.getFileStore(data);
            return faults(data, disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            return List.of(data + " cannot be looked at: " + e.getMessage() + "; mount it again");
        }
    }

    static List<String> faults(Path data, long free, long total) {
        return free >= LEAST && free / (total / 100.0) >= LEAST_PERCENT
                ? List.of()
                : List.of(data + " has " + free / (1 << 20) + " MiB left: make room before events are refused,"
                        + " or set bridge.retention");
    }
}
