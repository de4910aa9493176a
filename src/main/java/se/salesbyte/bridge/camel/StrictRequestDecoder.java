package se.salesbyte.bridge.camel;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/**
 * Refuses a request whose body's end two readers may see in different places, as a second request hides in the
 * difference (RFC 9112, 6.1 and 11.2): one with both {@code Content-Length} and {@code Transfer-Encoding}, of which
 * Vert.x's own decoder drops the first without a word, and one with any other encoding than {@code chunked}, or more of them. After
 * either, nothing more is read from the connection.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {
    private static final String NAME_IN_PIPELINE = "httpDecoder";

    StrictRequestDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Puts it in the place of Vert.x's, on a connection that has not read anything yet. */
    static void useOn(HttpConnection connection, HttpServerOptions options) {
        ((ConnectionBase) connection)
                .channel()
                .pipeline()
                .replace(NAME_IN_PIPELINE, NAME_IN_PIPELINE, new StrictRequestDecoder(options));
    }

    /** Asked once the headers are there. Netty's own place for both lengths is passed by with {@code hTTP/1.1}. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        List<String> encodings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty() && message.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
        }
        if (!encodings.isEmpty() && !isChunked(message, encodings)) {
            throw new IllegalArgumentException("a Transfer-Encoding other than chunked");
        }
        return super.isContentAlwaysEmpty(message);
    }

    private static boolean isChunked(HttpMessage message, List<String> encodings) {
        return encodings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.get(0))
                && message.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }
}
