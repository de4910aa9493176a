package se.salesbyte.bridge.source;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads presets from YAML: names to presets, every field known and every required one there. */
final class PresetFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Where a message ends to name the field that it is about. */
    private static final Pattern FIELD = Pattern.compile("[^a-z-]");

    private PresetFile() {}

    /**
     * The presets by name, in the order of the file.
     *
     * @param file its name, for messages
     * @throws InvalidPresetException if anything in it is wrong
     */
    static Map<String, Preset> read(String file, InputStream yaml) {
        try {
            return read(file, new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new InvalidPresetException(file + " cannot be read", unreadable);
        }
    }

    /** As the other, of a text. */
    static Map<String, Preset> read(String file, String yaml) {
        Map<String, Preset> presets = new LinkedHashMap<>();
        entries(file, yaml).forEach((name, entry) -> presets.put(name, preset(file, yaml, name, entry)));
        return presets;
    }

    private static Map<String, PresetEntry> entries(String file, String yaml) {
        try {
            return YAML.readValue(yaml, new TypeReference<LinkedHashMap<String, PresetEntry>>() {});
        } catch (UnrecognizedPropertyException unknown) {
            String place = YamlPlace.of(yaml, path(unknown));
            throw new InvalidPresetException(file + place + ": " + field(unknown), unknown);
        } catch (JsonProcessingException fault) {
            throw new InvalidPresetException(file + place(fault) + ": " + firstLine(fault), fault);
        }
    }

    private static Preset preset(String file, String yaml, String name, @Nullable PresetEntry entry) {
        try {
            if (entry == null) {
                throw new IllegalArgumentException("is empty: describe the provider, or leave it out");
            }
            return entry.toPreset(name);
        } catch (IllegalArgumentException fault) {
            String message = String.valueOf(fault.getMessage());
            String place = YamlPlace.of(yaml, List.of(name, FIELD.split(message, 2)[0]));
            throw new InvalidPresetException(file + place + ": " + name + ": " + message, fault);
        }
    }

    private static String place(JsonProcessingException fault) {
        JsonLocation place = fault.getLocation();
        return place == null ? ":1:1" : ":" + place.getLineNr() + ":" + place.getColumnNr();
    }

    private static String firstLine(JsonProcessingException fault) {
        return fault.getOriginalMessage().lines().findFirst().orElse("not readable");
    }

    /** A name, or a place in a list counted from 0. */
    private static String step(Reference step) {
        return step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
    }

    private static List<String> path(UnrecognizedPropertyException unknown) {
        return unknown.getPath().stream().map(PresetFile::step).toList();
    }

    private static String field(UnrecognizedPropertyException unknown) {
        String path = String.join(".", path(unknown));
        String known = unknown.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(joining(", "));
        return "unknown field " + path + ": use " + known;
    }
}
