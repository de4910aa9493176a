package se.salesbyte.bridge.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system in a file, whose power can be cut: ext4 shuts itself down without writing what is in memory, not even its
 * own journal. On Linux, as root, with loop devices, {@code mkfs.ext4}, {@code fsck.ext4}, {@code mount} and {@code perl}.
 */
final class LoopDisk implements PowerSwitch, AutoCloseable {
    private static final Path LOOP_DEVICES = Path.of("/dev/loop-control");
    private static final String SIZE = "4G"; // takes as much as is written
    private static final int REPAIRED = 1;

    /** Linux: EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH. */
    private static final String SHUT_DOWN = "open my $disk, '<', $ARGV[0] or die \"open: $!\\n\";"
            + " my $noFlush = pack 'L', 2; ioctl $disk, 0x8004587D, $noFlush or die \"ioctl: $!\\n\";";

    private final Path image;
    private final Path folder;

    private LoopDisk(Path image, Path folder) {
        this.image = image.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
    }

    /** Whether this process may make one. */
    static boolean isPossible() {
        return Files.isWritable(LOOP_DEVICES);
    }

    /**
     * An empty one, or that of a run that was broken off.
     *
     * @param folder where it is mounted; made if it is not there
     */
    static LoopDisk mounted(Path image, Path folder) throws IOException {
        LoopDisk disk = new LoopDisk(image, folder);
        Files.createDirectories(disk.folder);
        if (!Files.exists(disk.image)) {
            run(0, "mkfs.ext4", "-q", "-F", disk.image.toString(), SIZE);
        }
        disk.on();
        return disk;
    }

    @Override
    public void off() {
        run(0, "perl", "-e", SHUT_DOWN, folder.toString());
    }

    /** As a machine starts: looks the file system over, its journal with it, and mounts it. */
    @Override
    public void on() {
        if (isMounted()) {
            run(0, "umount", folder.toString());
        }
        run(REPAIRED, "fsck.ext4", "-p", image.toString());
        run(0, "mount", "-o", "loop", image.toString(), folder.toString());
    }

    /** Unmounts it; if a process still uses it, as soon as that has ended. */
    @Override
    public void close() {
        if (isMounted()) {
            run(0, "umount", "--lazy", folder.toString());
        }
    }

    private boolean isMounted() {
        return exitCode(start("mountpoint", "-q", folder.toString())) == 0;
    }

    private static void run(int highestExitCode, String... command) {
        Process process = start(command);
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (exitCode(process) > highestExitCode) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
