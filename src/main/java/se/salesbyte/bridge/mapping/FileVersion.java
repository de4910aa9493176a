package se.salesbyte.bridge.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What tells one version of a file from the next without reading it; a missing file is a version too. */
record FileVersion(FileTime modified, long size) {
    private static final FileVersion MISSING = new FileVersion(FileTime.fromMillis(0), -1);

    static FileVersion of(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileVersion(found.lastModifiedTime(), found.size());
        } catch (IOException missing) {
            return MISSING;
        }
    }
}
