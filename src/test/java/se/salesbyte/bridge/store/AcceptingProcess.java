package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import se.salesbyte.bridge.testing.Events;

/**
 * A process to be killed: takes a data folder, accepts leads from many threads without end, and prints the id of each
 * once its future has completed. Ends when its standard input does, so that it never outlives the test.
 */
final class AcceptingProcess {
    static final int FOLDER_IN_USE = 3;
    private static final int CALLERS = 16;

    private AcceptingProcess() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        try {
            DataFolder.lock(folder);
        } catch (StoreUnavailableException e) {
            System.exit(FOLDER_IN_USE);
        }
        LeadStore store = LeadStore.sqlite(folder.resolve("bridge.db"), new RecordedSignals());
        for (int caller = 0; caller < CALLERS; caller++) {
            Thread thread = new Thread(() -> acceptWithoutEnd(store));
            thread.setDaemon(true);
            thread.start();
        }
        while (System.in.read() >= 0) {
            // only its end matters
        }
        Runtime.getRuntime().halt(0);
    }

    private static void acceptWithoutEnd(LeadStore store) {
        while (true) {
            NewLead lead = Events.event("hubspot", UUID.randomUUID().toString(), Instant.now());
            String id = store.accept(List.of(lead)).join().get(0).leadId();
            System.out.println(id);
        }
    }

    /** Starts it on the class path of the caller. */
    static Running start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcceptingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Running(process);
    }

    /** The process as its parent sees it. */
    record Running(Process process, BufferedReader output) {
        Running(Process process) {
            this(process, new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)));
        }

        /** Kills it in the middle of its work, once it has acknowledged that many, and returns all it acknowledged. */
        List<String> killAfter(int acknowledgements) throws IOException, InterruptedException {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < acknowledgements; i++) {
                String id = output.readLine();
                if (id == null) {
                    throw new IOException("it ended by itself, exit code " + exitCode());
                }
                ids.add(id);
            }
            process.toHandle().destroyForcibly(); // unlike the process's own, it leaves the output readable
            ids.addAll(acknowledged());
            exitCode();
            return ids;
        }

        /** What it prints until it ends; a last line that was cut off does not count. */
        List<String> acknowledged() throws IOException {
            return output.lines().filter(line -> line.length() == 26).toList();
        }

        int exitCode() throws InterruptedException {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("it does not end");
            }
            return process.exitValue();
        }
    }
}
