package se.salesbyte.bridge.salesbyte.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quotes on disk, one JSON object a line, so that links open after a restart. Lines are appended by one thread of
 * its own; a line handed over is out of the process once its future is done.
 */
final class SandboxJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxJournal.class);
    /** A longer file is written anew at start. */
    private static final int MOST_LINES = 20_000;

    private static final long CLOSE_SECONDS = 10;

    private final Path file;
    private final OutputStream out;
    private final ExecutorService writer;
    private boolean failing; // of the writer's thread

    private SandboxJournal(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
        this.writer = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-journal");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads the last quotes, oldest first, and opens the file for more. Blocks.
     *
     * @param capacity how many quotes are wanted
     * @throws UncheckedIOException if the file cannot be read or written
     */
    static SandboxJournal open(Path file, int capacity, Consumer<SandboxQuote> quotes) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            readInto(file, capacity, quotes);
            OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new SandboxJournal(file, out);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the sandbox cannot keep its quotes there: " + e, e);
        }
    }

    /** Done when the line has been handed to the operating system; with a fault only in the log. */
    CompletableFuture<Void> append(SandboxQuote quote) {
        try {
            return CompletableFuture.runAsync(() -> write(quote.toJson()), writer);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    private void write(String line) {
        try {
            out.write((line + "\n").getBytes(UTF_8));
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(
                        "The sandbox cannot keep its quotes for after a restart: file={} error={}", file, e.toString());
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The sandbox stopped before all its quotes were written: file={}", file);
            }
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("The sandbox could not close its quotes: file={} error={}", file, e.toString());
        }
    }

    private static void readInto(Path file, int capacity, Consumer<SandboxQuote> quotes) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        endLastLine(file);
        Deque<String> last = new ArrayDeque<>();
        if (readLast(file, capacity, last) > MOST_LINES) {
            rewrite(file, last);
        }
        last.stream().map(SandboxQuote::fromJson).filter(Objects::nonNull).forEach(quotes);
    }

    /** A process killed while writing leaves half a line; the next one must not be glued to it. */
    private static void endLastLine(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            if (bytes.length() == 0) {
                return;
            }
            bytes.seek(bytes.length() - 1);
            if (bytes.read() != '\n') {
                bytes.write('\n');
            }
        }
    }

    private static int readLast(Path file, int capacity, Deque<String> last) throws IOException {
        int lines = 0;
        // not Files.newBufferedReader: it throws where half a line ends within a character
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines++;
                last.addLast(line);
                if (last.size() > capacity) {
                    last.removeFirst();
                }
            }
        }
        return lines;
    }

    private static void rewrite(Path file, Collection<String> lines) throws IOException {
        Path shorter = file.resolveSibling(file.getFileName() + ".new");
        try (BufferedWriter writer = Files.newBufferedWriter(shorter, UTF_8)) {
            for (String line : lines) {
                writer.write(line);
                writer.write('\n');
            }
        }
        Files.move(shorter, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
