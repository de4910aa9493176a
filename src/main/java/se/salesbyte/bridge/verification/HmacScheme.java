package se.salesbyte.bridge.verification;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The family of HMAC signatures, told apart by these parameters alone.
 *
 * @param algorithm under the HMAC
 * @param encoding of the signature in its header
 * @param header that carries the signature
 * @param signed what the signature covers
 * @param timestamp null if the sender signs none; what was sent long ago then verifies for ever
 * @param idHeader the header whose value stands for {@code {id}}; null if none is signed
 * @param key how the key is made of the secret
 */
public record HmacScheme(
        HashAlgorithm algorithm,
        Encoding encoding,
        SignatureHeader header,
        SignedTemplate signed,
        @Nullable TimestampRule timestamp,
        @Nullable String idHeader,
        KeyForm key)
        implements Scheme {

    /** Refuses parameters that would leave something trusted unsigned, or something signed unknown. */
    public HmacScheme {
        agree(signed, Placeholder.TS, timestamp != null, "a timestamp");
        agree(signed, Placeholder.ID, idHeader != null, "an id header");
        agree(signed, Placeholder.SECRET, false, "a digest, not an HMAC");
        if (timestamp != null && timestamp.header() == null && !header.carriesTime()) {
            throw new IllegalArgumentException("timestamp of " + header.name() + " needs a header or a list of pairs");
        }
    }

    private static void agree(SignedTemplate signed, Placeholder placeholder, boolean given, String what) {
        if (signed.uses(placeholder) != given) {
            throw new IllegalArgumentException(
                    "signed template " + signed + ": " + placeholder + " and " + what + " go together");
        }
    }

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets, Instant now) {
        try {
            GivenSignature given = header.read(request.headers());
            String sent = timestamp == null ? "" : timestamp.read(given, request.headers(), now);
            String id = idHeader == null ? "" : SingleValue.of(request.headers().all(idHeader), "header " + idHeader);
            return AnySecret.verify(
                    given.signatures(), encoding, secrets, secret -> signature(request, secret, sent, id));
        } catch (SignatureRejectedException rejected) {
            return rejected.verdict();
        }
    }

    @Override
    public Credentials sign(WebhookRequest request, String secret, Instant now, String id) {
        String sent = timestamp == null ? "" : timestamp.unit().textOf(now);
        Map<String, String> headers = new LinkedHashMap<>();
        if (idHeader != null) {
            headers.put(idHeader, id);
        }
        if (timestamp != null && timestamp.header() != null) {
            headers.put(timestamp.header(), sent);
        }
        headers.put(header.name(), header.write(encoding.encode(signature(request, secret, sent, id)), sent));
        return Credentials.headers(headers);
    }

    @Override
    public void check(String secret) {
        key.keyOf(secret);
    }

    @Override
    public boolean readsUrl() {
        return signed.usesUrl();
    }

    @Override
    public Set<String> headers() {
        return HeaderNames.of(header.name(), timestamp == null ? null : timestamp.header(), idHeader);
    }

    @Override
    public Scheme withHeader(String name) {
        return new HmacScheme(algorithm, encoding, header.named(name), signed, timestamp, idHeader, key);
    }

    @Override
    public String describe() {
        return "HMAC-" + algorithm + ", " + encoding.label();
    }

    private byte[] signature(WebhookRequest request, String secret, String sent, String id) {
        Mac mac = algorithm.newMac(key.keyOf(secret));
        signed.write(new SignedValues(request, sent, id, secret), mac::update);
        return mac.doFinal();
    }
}
