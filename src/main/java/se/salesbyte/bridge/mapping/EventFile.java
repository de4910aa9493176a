package se.salesbyte.bridge.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with the body of an event. It is read when asked for; one that is gone is an {@link UncheckedIOException}.
 *
 * @param path ends in {@code .form}, {@code .multipart}, {@code .xml}, {@code .jwt}, or else is JSON
 */
public record EventFile(Path path) {
    /** The body as a source would post it. */
    public byte[] body() {
        try {
            return Files.readAllBytes(path);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /**
     * The content type that the file's ending stands for; a multipart's boundary is its first line.
     *
     * @throws BrokenExampleException if a multipart does not begin with a boundary
     */
    public String contentType() {
        String file = path.toString();
        if (file.endsWith(".form")) {
            return "application/x-www-form-urlencoded";
        }
        if (file.endsWith(".multipart")) {
            return "multipart/form-data; boundary=\"" + boundary() + "\"";
        }
        if (file.endsWith(".xml")) {
            return "application/xml";
        }
        return file.endsWith(".jwt") ? "application/jwt" : "application/json";
    }

    private String boundary() {
        String firstLine = new String(body(), ISO_8859_1).lines().findFirst().orElse("");
        if (!firstLine.startsWith("--") || firstLine.length() == 2) {
            throw new BrokenExampleException(path + ": the first line must be -- and the boundary");
        }
        return firstLine.substring(2);
    }
}
