package se.salesbyte.bridge.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value and nothing behind it. */
final class ReadJson {
    private static final int MAX_NUMBER_LENGTH = 1_000;

    // names come from strangers: interned they would stay for good
    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(PayloadParser.MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Whether a body can only be a JSON object or list, as its first character says. */
    static boolean isObjectOrList(byte[] body) {
        for (byte character : body) {
            if (!Character.isWhitespace(character)) {
                return character == '{' || character == '[';
            }
        }
        return false;
    }

    /** @param charset as declared; null to tell UTF-8, UTF-16 and UTF-32 apart by the first bytes */
    Object read(@Nullable Charset charset, byte[] body) {
        return read(() -> parserOf(charset, body));
    }

    Object read(String text) {
        return read(() -> factory.createParser(text));
    }

    private static Object read(Opening opening) {
        try (JsonParser parser = opening.open()) {
            return onlyValue(parser);
        } catch (StreamConstraintsException tooMuch) {
            throw new UnparseablePayloadException(
                    "JSON nested deeper than %d levels, or a number or text too long"
                            .formatted(PayloadParser.MAX_DEPTH),
                    placeOf(tooMuch.getLocation()));
        } catch (JsonEOFException cut) {
            throw new UnparseablePayloadException("not JSON: the text ends too early", placeOf(cut.getLocation()));
        } catch (JsonProcessingException malformed) {
            throw new UnparseablePayloadException("not JSON", placeOf(malformed.getLocation()));
        } catch (IOException undecodable) {
            throw new UnparseablePayloadException("not JSON: bytes that are not of its charset", null);
        }
    }

    @FunctionalInterface
    private interface Opening {
        JsonParser open() throws IOException;
    }

    private JsonParser parserOf(@Nullable Charset charset, byte[] body) throws IOException {
        return charset == null || charset.equals(UTF_8)
                ? factory.createParser(body)
                : factory.createParser(DeclaredCharset.reader(charset, body));
    }

    private static Object onlyValue(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new UnparseablePayloadException("not JSON: the body is empty", null);
        }
        Object value = value(parser);
        if (value == null) {
            throw new UnparseablePayloadException("the body is just null", null);
        }
        if (parser.nextToken() != null) {
            throw new UnparseablePayloadException(
                    "not JSON: something follows the first value", placeOf(parser.currentTokenLocation()));
        }
        return value;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }

    // 1e999999999 is a short text, and a gigabyte as soon as somebody writes it out
    private static Number decimal(JsonParser parser) throws IOException {
        try {
            BigDecimal decimal = parser.getDecimalValue();
            if (Math.abs((long) decimal.scale()) <= MAX_NUMBER_LENGTH) {
                return decimal.scale() == 0 ? whole(decimal.toBigIntegerExact()) : decimal;
            }
        } catch (NumberFormatException exponentTooLong) {
            // out of range as well
        }
        throw new UnparseablePayloadException("a number out of range", placeOf(parser.currentTokenLocation()));
    }

    /** As {@code 11e0} is kept: written out as {@code 11}, it is read again as the same. */
    private static Number whole(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }

    private static @Nullable String placeOf(@Nullable JsonLocation location) {
        return location == null ? null : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
