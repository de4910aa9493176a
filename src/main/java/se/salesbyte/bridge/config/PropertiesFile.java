package se.salesbyte.bridge.config;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Reads {@code application.properties} as UTF-8; one that is not there says nothing, so that all defaults hold. */
final class PropertiesFile {
    private final Path file;

    PropertiesFile(Path file) {
        this.file = file;
    }

    Map<String, String> read(Faults faults) {
        try {
            return Files.exists(file) ? parse(Files.readString(file)) : Map.of();
        } catch (CharacterCodingException e) {
            faults.add(file.toString(), "is not UTF-8", "save it as UTF-8");
        } catch (IllegalArgumentException e) {
            faults.add(
                    file.toString(), "has a \\u that no four hexadecimal digits follow", "write \\\\ for a backslash");
        } catch (IOException e) {
            faults.add(file.toString(), "cannot be read", "let this user read it (" + e + ")");
        }
        return Map.of();
    }

    private static Map<String, String> parse(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(withoutByteOrderMark(text)));
        return properties.stringPropertyNames().stream()
                .collect(toUnmodifiableMap(key -> key, properties::getProperty));
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
