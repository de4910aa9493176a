package se.salesbyte.bridge.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Unpacks SQLite's library into the data folder. Its driver would do so in the system's temporary folder, where a killed
 * process leaves it, and compare it with its origin byte by byte, which takes a tenth of a start.
 */
final class UnpackSqlite {
    private static final String LIBRARY_FOLDER = "org.sqlite.lib.path";
    private static final String LIBRARY_NAME = "org.sqlite.lib.name";
    private static final String DRIVERS_FOLDER = "org.sqlite.tmpdir";
    private static final String PREFIX = "sqlite-";

    private final Path folder;

    UnpackSqlite(Path folder) {
        this.folder = folder;
    }

    /** Does it, and tells the driver, unless somebody has told it otherwise. */
    void run() throws IOException {
        remove();
        if (System.getProperty(DRIVERS_FOLDER) == null) {
            System.setProperty(DRIVERS_FOLDER, folder.toString()); // where it unpacks what we do not find
        }
        if (System.getProperty(LIBRARY_FOLDER) == null) {
            String origin = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
            String name = PREFIX + LibraryLoaderUtil.getNativeLibName();
            try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(origin)) {
                if (library != null) {
                    Files.copy(library, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                    System.setProperty(LIBRARY_NAME, name);
                    System.setProperty(LIBRARY_FOLDER, folder.toString());
                }
            }
        }
    }

    /** Forgets and removes it; one that is loaded goes on. */
    void undo() throws IOException {
        if (folder.toString().equals(System.getProperty(DRIVERS_FOLDER))) {
            System.clearProperty(DRIVERS_FOLDER); // the folder may be gone when the next one is locked
        }
        if (folder.toString().equals(System.getProperty(LIBRARY_FOLDER))) {
            System.clearProperty(LIBRARY_FOLDER);
            System.clearProperty(LIBRARY_NAME);
        }
        remove();
    }

    private void remove() throws IOException {
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(folder, PREFIX + "*sqlitejdbc*")) {
            for (Path file : unpacked) {
                Files.deleteIfExists(file);
            }
        }
    }
}
