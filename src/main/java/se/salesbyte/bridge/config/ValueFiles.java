package se.salesbyte.bridge.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that stand in files of their own, as Docker, Kubernetes and systemd hand secrets over: a variable {@code NAME_FILE}
 * names the file of {@code NAME}. Each is read once, when its setting is first asked for: {@code AWS_WEB_IDENTITY_TOKEN_FILE}
 * is none of ours. Any thread may ask.
 */
final class ValueFiles {
    private static final String SUFFIX = "_FILE";
    private static final int MAX_BYTES = 64 * 1024;

    private final Path home;
    private final Map<String, String> environment;
    private final Map<String, Content> contents = new ConcurrentHashMap<>();

    /** @param home where a path begins that is not absolute */
    ValueFiles(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** The variable that names the file of this one. */
    static String variable(String name) {
        return name + SUFFIX;
    }

    /** Whether a file is named for that variable; it may have a fault. */
    boolean names(String name) {
        return !environment.getOrDefault(variable(name), "").isBlank();
    }

    /** What the file of that variable holds; empty if none is named, or it cannot be used. */
    Optional<String> text(String name) {
        return names(name) ? content(name).text() : Optional.empty();
    }

    /** Notes what is wrong with the file of that variable. */
    void check(String name, Faults faults) {
        if (!names(name)) {
            return;
        }
        if (!environment.getOrDefault(name, "").isBlank()) {
            faults.add("environment: " + name, "and " + variable(name) + " are both set", "unset one of them");
        }
        content(name)
                .fault()
                .ifPresent(fault -> faults.add("environment: " + variable(name), fault.problem(), fault.advice()));
    }

    /** Notes what is wrong with any file of a variable with one of these beginnings. */
    void checkAll(Faults faults, String... beginnings) {
        for (String variable : environment.keySet().stream().sorted().toList()) {
            for (String beginning : beginnings) {
                if (variable.startsWith(beginning) && variable.endsWith(SUFFIX)) {
                    check(variable.substring(0, variable.length() - SUFFIX.length()), faults);
                }
            }
        }
    }

    private Content content(String name) {
        return contents.computeIfAbsent(name, this::read);
    }

    private Content read(String name) {
        String written = environment.getOrDefault(variable(name), "").strip();
        try {
            return read(home.resolve(written), written);
        } catch (InvalidPathException e) {
            return Content.fault("names no file", "write the path of a file that holds the value");
        }
    }

    private static Content read(Path file, String written) {
        if (!Files.isRegularFile(file)) {
            return Content.fault("names " + written + ", which is no file", "write the path of a file with the value");
        }
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MAX_BYTES + 1);
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (bytes.length > MAX_BYTES) {
                return Content.fault("names " + written + ", which has more than 64 KiB", "name the file of the value");
            }
            return text.isBlank()
                    ? Content.fault("names " + written + ", which is empty", "write the value into that file")
                    : new Content(Optional.of(text), Optional.empty());
        } catch (CharacterCodingException e) {
            return Content.fault("names " + written + ", which is not UTF-8", "save that file as UTF-8");
        } catch (IOException e) {
            return Content.fault("names " + written + ", which cannot be read", "let this user read it");
        }
    }

    private record Content(Optional<String> text, Optional<Fault> fault) {
        static Content fault(String problem, String advice) {
            return new Content(Optional.empty(), Optional.of(new Fault(problem, advice)));
        }
    }

    private record Fault(String problem, String advice) {}
}
