package se.salesbyte.bridge.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The one folder that the bridge writes to, held by one process at a time. */
public final class DataFolder implements AutoCloseable {
    private final UnpackSqlite sqlite;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.sqlite = new UnpackSqlite(folder);
        this.channel = channel;
    }

    /**
     * Creates the folder if need be and takes its lock, which ends with the process at the latest.
     *
     * @throws StoreUnavailableException if another process holds it, or it cannot be written
     */
    public static DataFolder lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("bridge.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreUnavailableException(
                        folder
                                + " is in use by another bridge: stop it first, or give this one a home of its own (BRIDGE_HOME)");
            }
            DataFolder locked = new DataFolder(folder, channel);
            locked.sqlite.run();
            return locked;
        } catch (IOException e) {
            throw new StoreUnavailableException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The folder that a file is in; the file itself if it is a root, which is no file. */
    static Path of(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder;
    }

    @Override
    public void close() {
        try (channel) {
            sqlite.undo();
        } catch (IOException e) {
            throw new StoreUnavailableException("the data folder's lock did not close", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // another bridge in this very process, as in tests
            return null;
        }
    }
}
