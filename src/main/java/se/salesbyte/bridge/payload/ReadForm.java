package se.salesbyte.bridge.payload;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code application/x-www-form-urlencoded}. */
final class ReadForm {
    private ReadForm() {}

    static Map<String, @Nullable Object> read(Charset charset, byte[] body) {
        FormFields fields = new FormFields();
        decode(new String(body, charset), charset).forEach((name, values) -> values.forEach(v -> fields.add(name, v)));
        return fields.tree();
    }

    private static Map<String, List<String>> decode(String text, Charset charset) {
        if (text.chars().filter(c -> c == '&').count() >= PayloadParser.MAX_FIELDS) {
            throw FormFields.tooMany(); // the decoder would leave the rest out without a word
        }
        try {
            // Netty takes an unescaped # for the end: in a body it is just a character
            return new QueryStringDecoder(text.replace("#", "%23"), charset, false, PayloadParser.MAX_FIELDS, true)
                    .parameters();
        } catch (IllegalArgumentException malformed) {
            throw new UnparseablePayloadException("not a form: a % is not followed by two hexadecimal digits", null);
        }
    }
}
