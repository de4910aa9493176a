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
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads presets from YAML: names to presets, every field known and every required one there. */
final class PresetFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PresetFile() {}

    /**
     * The presets by name, in the order of the file.
     *
     * @param file its name, for messages
     * @throws InvalidPresetException if anything in it is wrong
     */
    static Map<String, Preset> read(String file, InputStream yaml) {
        Map<String, Preset> presets = new LinkedHashMap<>();
        entries(file, yaml).forEach((name, entry) -> presets.put(name, preset(file, name, entry)));
        return presets;
    }

    private static Map<String, PresetEntry> entries(String file, InputStream yaml) {
        try {
            return YAML.readValue(yaml, new TypeReference<LinkedHashMap<String, PresetEntry>>() {});
        } catch (UnrecognizedPropertyException unknown) {
            throw new InvalidPresetException(file + ": " + field(unknown), unknown);
        } catch (JsonProcessingException fault) {
            throw new InvalidPresetException(file + place(fault) + ": " + firstLine(fault), fault);
        } catch (IOException unreadable) {
            throw new InvalidPresetException(file + " cannot be read", unreadable);
        }
    }

    private static Preset preset(String file, String name, PresetEntry entry) {
        try {
            return entry.toPreset(name);
        } catch (IllegalArgumentException fault) {
            throw new InvalidPresetException(file + ": " + name + ": " + fault.getMessage(), fault);
        }
    }

    private static String place(JsonProcessingException fault) {
        JsonLocation place = fault.getLocation();
        return place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
    }

    private static String firstLine(JsonProcessingException fault) {
        return fault.getOriginalMessage().lines().findFirst().orElse("not readable");
    }

    /** A name, or a place in a list counted from 0. */
    private static String step(Reference step) {
        return step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
    }

    /** Without line and column: Jackson gives those of the record's end. */
    private static String field(UnrecognizedPropertyException unknown) {
        String path = unknown.getPath().stream().map(PresetFile::step).collect(joining("."));
        String known = unknown.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(joining(", "));
        return "unknown field " + path + ": use " + known;
    }
}
