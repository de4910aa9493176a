package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What the disk itself takes: appends 2 KB and forces it to disk, at a steady rate; latency counts from when each was due.
 * The least that an acknowledgement can cost which is on disk first.
 */
public final class FsyncLoop {
    private static final int EVENT = 2048;
    private static final long LONGEST_MICROS = 3_600_000_000L;

    private FsyncLoop() {}

    /**
     * Writes, and prints the latency as JSON.
     *
     * @param args file, writes a second, seconds
     */
    public static void main(String[] args) throws IOException {
        long interval = TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(args[1]);
        long time = TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        try (FileChannel file = FileChannel.open(
                Path.of(args[0]),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            long began = System.nanoTime();
            for (long at = 0; at < time; at += interval) {
                for (long wait = began + at - System.nanoTime(); wait > 0; wait = began + at - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                file.write(ByteBuffer.allocate(EVENT));
                file.force(false);
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began - at));
            }
        }
        System.out.println(ProviderMain.JSON.writeValueAsString(Latency.of(micros)));
    }
}
