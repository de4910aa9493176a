package se.salesbyte.bridge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Puts new files into a home: all of them or none, and never over one that is there. */
final class WriteFiles {
    private WriteFiles() {}

    /**
     * Writes them.
     *
     * @param files by their path below the home
     * @return where they are now
     * @throws IllegalArgumentException if one of them is there already
     */
    static List<Path> into(Path home, Map<String, byte[]> files) {
        List<String> there = files.keySet().stream()
                .filter(file -> Files.exists(home.resolve(file)))
                .toList();
        if (!there.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(", ", there) + ": there already; nothing was written. Choose another name");
        }
        List<Path> written = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = home.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue(), StandardOpenOption.CREATE_NEW);
                written.add(path);
            }
            return written;
        } catch (IOException fault) {
            takeBack(written);
            throw new UncheckedIOException("nothing was written", fault);
        }
    }

    /** Says which. */
    static void tell(PrintWriter out, Collection<String> written) {
        out.println("Written:");
        written.forEach(file -> out.println("  " + file));
    }

    /** Says what of them a person should look at; nothing where there is nothing. */
    static void tellTexts(PrintWriter out, String heading, Collection<String> texts) {
        if (!texts.isEmpty()) {
            out.println(heading);
            texts.forEach(text -> out.println("  " + Printable.of(text)));
        }
    }

    /** Removes them again. */
    static void takeBack(List<Path> written) {
        for (Path file : written) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException fault) {
                throw new UncheckedIOException(file + " is to be deleted by hand", fault);
            }
        }
    }
}
