package se.salesbyte.bridge.console.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page as it is sent.
 *
 * @param contentType by its ending
 * @param plain its bytes
 * @param zipped the same, compressed by gzip as far as it goes
 * @param tag stands for these bytes, for {@code ETag}
 */
record PageFile(String contentType, Buffer plain, Buffer zipped, String tag) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    /**
     * The file of that name on the class path; empty if there is none.
     *
     * @param name from the root; the caller has looked that it leads nowhere else
     */
    static Optional<PageFile> read(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        try (InputStream file = PageFile.class.getResourceAsStream("/" + name)) {
            return file == null || type == null ? Optional.empty() : Optional.of(of(type, file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PageFile of(String contentType, byte[] bytes) throws IOException {
        return new PageFile(contentType, Buffer.buffer(bytes), Buffer.buffer(zip(bytes)), '"' + digest(bytes) + '"');
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new BestGzip(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The level is only to be set from within. */
    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
