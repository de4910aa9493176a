package se.salesbyte.bridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;

/**
 * Bytes on the public port. Whatever comes, the decoder throws nothing, and of what it lets pass nobody can see the end
 * in two places. An input is what one connection sends.
 */
public final class RequestHeadFuzz implements FuzzTarget {
    private static final HttpServerOptions OPTIONS = new HttpServerOptions().setHttp2ClearTextEnabled(false);

    @Override
    public void feed(FuzzInput input) {
        byte[] bytes = input.rest();
        EmbeddedChannel channel = new EmbeddedChannel(new StrictRequestDecoder(OPTIONS));
        try {
            for (int at = 0; at < bytes.length; at += 512) {
                channel.writeInbound(Unpooled.copiedBuffer(bytes, at, Math.min(512, bytes.length - at)));
            }
        } finally {
            channel.finish();
        }
        long body = 0;
        boolean malformed = false;
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            assertThat(malformed)
                    .as("something behind what could not be decoded")
                    .isFalse();
            if (message instanceof HttpRequest request) {
                malformed = request.decoderResult().isFailure();
                if (!malformed) {
                    check(request);
                }
            }
            if (message instanceof HttpContent content) {
                body += content.content().readableBytes();
                malformed |= content.decoderResult().isFailure();
            }
            ReferenceCountUtil.release(message);
        }
        assertThat(body).isLessThanOrEqualTo(bytes.length);
    }

    private static void check(HttpRequest request) {
        List<String> lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        assertThat(lengths.size() + encodings.size()).isLessThanOrEqualTo(1);
        assertThat(encodings).allSatisfy(one -> assertThat(one).isEqualToIgnoringCase("chunked"));
        lengths.forEach(length -> assertThat(Long.parseLong(length)).isNotNegative()); // as the intake does
        assertThat(request.uri()).doesNotContain(" ", "\n");
        request.headers().forEach(header -> assertThat(header.getKey() + header.getValue())
                .doesNotContain("\r", "\n"));
    }
}
