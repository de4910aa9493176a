package se.salesbyte.bridge.payload;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code multipart/form-data}, in memory. */
final class ReadMultipart {
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^\";\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final int UNBOUNDED = -1;
    // the decoder leaves buffers behind when a body is broken: on the heap they are just garbage
    private static final ByteBufAllocator MEMORY = new UnpooledByteBufAllocator(false, true);

    private ReadMultipart() {}

    static Map<String, @Nullable Object> read(String contentType, byte[] body) {
        Charset charset = DeclaredCharset.orUtf8(contentType);
        try {
            HttpPostMultipartRequestDecoder parts = new HttpPostMultipartRequestDecoder(
                    new InMemory(charset), requestOf(contentType, body), charset, PayloadParser.MAX_FIELDS, UNBOUNDED);
            try {
                return fieldsOf(parts);
            } finally {
                parts.destroy();
            }
        } catch (TooManyFormFieldsException tooMany) {
            throw FormFields.tooMany();
        } catch (DecoderException | IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new UnparseablePayloadException("not multipart/form-data", null);
        }
    }

    // nothing but the boundary: Netty takes no charset in quotes and no third parameter
    private static HttpRequest requestOf(String contentType, byte[] body) {
        HttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                "/",
                MEMORY.buffer(body.length).writeBytes(body));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, "multipart/form-data; boundary=" + boundaryOf(contentType));
        return request;
    }

    private static String boundaryOf(String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new UnparseablePayloadException("not multipart/form-data: the content type has no boundary", null);
        }
        String quoted = boundary.group(1);
        return quoted != null ? quoted : String.valueOf(boundary.group(2));
    }

    private static Map<String, @Nullable Object> fieldsOf(HttpPostMultipartRequestDecoder parts) {
        FormFields fields = new FormFields();
        parts.offer(LastHttpContent.EMPTY_LAST_CONTENT); // only now it tells a whole body from a cut one
        try {
            while (parts.hasNext()) {
                add(parts.next(), fields);
            }
        } catch (EndOfDataDecoderException complete) {
            return fields.tree(); // so the decoder says that it has seen the last boundary
        }
        throw new UnparseablePayloadException("not multipart/form-data: the last boundary is missing", null);
    }

    private static void add(InterfaceHttpData part, FormFields fields) {
        if (part instanceof Attribute field) {
            fields.add(field.getName(), valueOf(field));
        } else if (part instanceof FileUpload file && !file.getFilename().isEmpty()) {
            fields.add(file.getName(), described(file));
        }
    }

    private static Map<String, Object> described(FileUpload file) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("filename", file.getFilename());
        description.put("size", Math.toIntExact(file.length()));
        return description;
    }

    private static String valueOf(Attribute field) {
        try {
            return field.getValue();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the values are in memory
        }
    }

    /** Fields in memory, in the charset of the request: Netty's own factory forgets it there. */
    private static final class InMemory extends DefaultHttpDataFactory {
        private final Charset charset;

        InMemory(Charset charset) {
            super(false, charset);
            this.charset = charset;
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name) {
            return inCharset(super.createAttribute(request, name));
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
            return inCharset(super.createAttribute(request, name, definedSize));
        }

        private Attribute inCharset(Attribute field) {
            field.setCharset(charset);
            return field;
        }
    }
}
