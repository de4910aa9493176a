package se.salesbyte.bridge.crash.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The stand-in as its parent sees it. */
public final class SalesByteProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StandInSettings settings;
    private final Process process;

    private SalesByteProcess(StandInSettings settings, Process process) {
        this.settings = settings;
        this.process = process;
    }

    /** Starts it on the class path of the caller, and returns once it takes leads. */
    public static SalesByteProcess start(StandInSettings settings) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx768m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CountingSalesByte.class.getName(),
                            settings.json())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
            if (!CountingSalesByte.READY.equals(said)) {
                process.destroyForcibly();
                throw new IllegalStateException("the stand-in does not start: " + said);
            }
            return new SalesByteProcess(settings, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + settings.port();
    }

    /** By the lead's message, each time that it was created. */
    public Map<String, List<Creation>> counts() {
        return read("/counts", new TypeReference<Map<String, List<Creation>>>() {});
    }

    /** How often nothing was created, by what happened instead. */
    public Map<Mishap, Integer> refusals() {
        return read("/refusals", new TypeReference<Map<Mishap, Integer>>() {});
    }

    private <T> T read(String counts, TypeReference<T> type) {
        try {
            return JSON.readValue(
                    URI.create("http://127.0.0.1:" + settings.controlPort() + counts)
                            .toURL(),
                    type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
