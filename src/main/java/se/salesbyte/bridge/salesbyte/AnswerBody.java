package se.salesbyte.bridge.salesbyte;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer as text, and as JSON where they are that. */
final class AnswerBody {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHARSET = "charset=";

    private AnswerBody() {}

    /** At most that many bytes; what had come, when the connection breaks. */
    static byte[] read(InputStream body, int most) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int wanted = most; wanted > 0; wanted = most - read.size()) {
                int count = body.read(buffer, 0, Math.min(buffer.length, wanted));
                if (count < 0) {
                    break;
                }
                read.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // half an answer names no id, and that is what the caller has to know
        }
        return read.toByteArray();
    }

    /** The text in the charset that the content type names, else UTF-8; without a byte order mark. */
    static String text(byte[] body, int length, @Nullable String contentType) {
        String text = new String(body, 0, length, charset(contentType));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * The object or list in the text; missing if it holds none. What it says it is does not matter: PHP calls JSON
     * {@code text/html} unless told otherwise.
     */
    static JsonNode json(String text) {
        if (!beginsLikeJson(text)) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode node = JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static boolean beginsLikeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Whitespace.isBlank(c)) {
                return c == '{' || c == '[';
            }
        }
        return false;
    }

    private static Charset charset(@Nullable String contentType) {
        int at = contentType == null ? -1 : contentType.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        if (contentType == null || at < 0) {
            return StandardCharsets.UTF_8;
        }
        String parameter = contentType.substring(at + CHARSET.length());
        int end = parameter.indexOf(';');
        String name = (end < 0 ? parameter : parameter.substring(0, end)).replace('"', ' ');
        try {
            return Charset.forName(name.trim());
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
