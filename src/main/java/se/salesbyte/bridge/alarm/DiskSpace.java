package se.salesbyte.bridge.alarm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many bytes a disk has left for us. */
@FunctionalInterface
public interface DiskSpace {
    long free();

    /** Of the disk of that folder. */
    static DiskSpace of(Path folder) {
        return () -> {
            try {
                return Files.getFileStore(folder).getUsableSpace();
            } catch (IOException e) {
                throw new UncheckedIOException(folder + ": how much is free cannot be told", e);
            }
        };
    }
}
