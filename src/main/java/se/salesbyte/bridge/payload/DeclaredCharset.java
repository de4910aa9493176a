package se.salesbyte.bridge.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpUtil;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The charset that a content type declares, or a document. */
final class DeclaredCharset {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final Pattern XML_DECLARATION =
            Pattern.compile("<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"'].*", Pattern.DOTALL);
    private static final int LONGEST_DECLARATION = 200;

    private DeclaredCharset() {}

    static @Nullable Charset of(@Nullable String contentType) {
        CharSequence declared = contentType == null ? null : HttpUtil.getCharsetAsSequence(contentType);
        if (declared == null) {
            return null;
        }
        String name = declared.toString().replace("\"", "").strip();
        return name.isEmpty() ? null : named(name, "content type");
    }

    private static Charset named(String name, String where) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new UnparseablePayloadException(
                    "the " + where + " declares a charset that does not exist here", null);
        }
    }

    static Charset orUtf8(@Nullable String contentType) {
        Charset declared = of(contentType);
        return declared == null ? UTF_8 : declared;
    }

    /** What an XML document says of itself (XML 1.0, appendix F): by its first bytes, its declaration, else UTF-8. */
    static Charset inXml(byte[] body) {
        int first = body.length < 2 ? 0 : ((body[0] & 0xFF) << 8) | (body[1] & 0xFF);
        return switch (first) {
            case 0xFEFF, 0xFFFE -> UTF_16; // the mark says in which order
            case 0x003C -> UTF_16BE;
            case 0x3C00 -> UTF_16LE;
            default -> inDeclaration(new String(body, 0, Math.min(body.length, LONGEST_DECLARATION), ISO_8859_1));
        };
    }

    private static Charset inDeclaration(String start) {
        Matcher declared = XML_DECLARATION.matcher(start);
        return declared.matches() ? named(declared.group(1), "document") : UTF_8;
    }

    /** The text without a byte order mark; reading on at a byte that is not of the charset is an IOException. */
    static Reader reader(Charset charset, byte[] body) throws IOException {
        PushbackReader text =
                new PushbackReader(new InputStreamReader(new ByteArrayInputStream(body), charset.newDecoder()));
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }
}
