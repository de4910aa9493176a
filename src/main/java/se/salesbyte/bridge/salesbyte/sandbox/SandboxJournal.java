package se.salesbyte.bridge.salesbyte.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quotes on disk, one JSON object a line, so that links open after a restart; a later line of the same id counts.
 * Lines are appended by one thread of its own; a line handed over is out of the process once its future is done.
 */
final class SandboxJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxJournal.class);
    /** A longer file is written anew at start. */
    private static final int MOST_LINES = 20_000;

    private static final long CLOSE_SECONDS = 10;

    private final Path file;
    private final SandboxQuotes quotes;
    private final ExecutorService writer;
    private OutputStream out; // of the writer's thread, as long as it runs
    private boolean failing; // of the writer's thread

    private SandboxJournal(Path file, SandboxQuotes quotes, OutputStream out) {
        this.file = file;
        this.quotes = quotes;
        this.out = out;
        this.writer = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-journal");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads the quotes, as many as there is room for, and opens the file for more. Blocks.
     *
     * @throws UncheckedIOException if the file cannot be read or written
     */
    static SandboxJournal open(Path file, SandboxQuotes quotes) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.deleteIfExists(successor(file)); // of a process killed while it wrote the file anew
            if (Files.exists(file)) {
                endLastLine(file);
                if (read(file, quotes) > MOST_LINES) {
                    rewrite(file, quotes);
                }
            }
            return new SandboxJournal(file, quotes, append(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the sandbox cannot keep its quotes there: " + e, e);
        }
    }

    /** Done when the line has been handed to the operating system; with a fault only in the log. */
    CompletableFuture<@Nullable Void> append(SandboxQuote quote) {
        try {
            return CompletableFuture.runAsync(() -> write(quote), writer);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /**
     * Writes the file anew, with the quotes that are still there. Done when nothing of the others is left on disk; it
     * fails with an {@link UncheckedIOException} or, after the close, with a {@link RejectedExecutionException}.
     */
    CompletableFuture<@Nullable Void> forgetTheOthers() {
        try {
            return CompletableFuture.runAsync(this::replace, writer);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    private void replace() {
        try {
            rewrite(file, quotes);
            OutputStream before = out;
            out = append(file);
            before.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the sandbox cannot remove quotes from it: " + e, e);
        }
    }

    private void write(SandboxQuote quote) {
        if (!quote.equals(quotes.withId(quote.id()))) {
            return; // erased, or changed, before its line was written
        }
        try {
            out.write((quote.toJson() + "\n").getBytes(UTF_8));
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

    private static OutputStream append(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A process killed while writing leaves half a line; the next one must not be glued to it. */
    private static void endLastLine(Path file) throws IOException {
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            if (bytes.size() > 0 && bytes.read(last, bytes.size() - 1) == 1 && last.get(0) != '\n') {
                bytes.write(ByteBuffer.wrap(new byte[] {'\n'}), bytes.size());
            }
        }
    }

    private static int read(Path file, SandboxQuotes quotes) throws IOException {
        int lines = 0;
        // not Files.newBufferedReader: it throws where half a line ends within a character
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines++;
                JournalLine.read(line, quotes);
            }
        }
        return lines;
    }

    private static void rewrite(Path file, SandboxQuotes quotes) throws IOException {
        Path shorter = successor(file);
        try (FileChannel channel = FileChannel.open(
                        shorter,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream lines = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            lines.write(JournalLine.nextId(quotes.nextId()).getBytes(UTF_8));
            for (SandboxQuote quote : quotes.all()) {
                lines.write((quote.toJson() + "\n").getBytes(UTF_8));
            }
            lines.flush();
            channel.force(true);
        }
        Files.move(shorter, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path successor(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
