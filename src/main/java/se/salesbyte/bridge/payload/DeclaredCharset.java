package se.salesbyte.bridge.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpUtil;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** The charset that a content type declares. */
final class DeclaredCharset {
    private DeclaredCharset() {}

    static @Nullable Charset of(@Nullable String contentType) {
        CharSequence declared = contentType == null ? null : HttpUtil.getCharsetAsSequence(contentType);
        if (declared == null) {
            return null;
        }
        String name = declared.toString().replace("\"", "").strip();
        try {
            return name.isEmpty() ? null : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new UnparseablePayloadException("the content type declares a charset that does not exist here", null);
        }
    }

    static Charset orUtf8(@Nullable String contentType) {
        Charset declared = of(contentType);
        return declared == null ? UTF_8 : declared;
    }
}
