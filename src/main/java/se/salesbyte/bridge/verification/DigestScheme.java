package se.salesbyte.bridge.verification;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plain hash over the secret and parts of the request, no HMAC and no timestamp: HubSpot's v1 and v2.
 *
 * @param algorithm that hashes
 * @param encoding of the hash in its header
 * @param header that carries the hash
 * @param signed what is hashed, {@code {secret}} included
 * @param version null if the sender names none
 */
public record DigestScheme(
        HashAlgorithm algorithm,
        Encoding encoding,
        SignatureHeader header,
        SignedTemplate signed,
        @Nullable Version version)
        implements Scheme {

    /**
     * A header that says which of the sender's schemes was used. If it is there it must say this one; it is not signed.
     *
     * @param header its name
     * @param value what it must be
     */
    public record Version(String header, String value) {
        private void requireIn(Values headers) throws SignatureRejectedException {
            if (!headers.all(header).stream().allMatch(value::equalsIgnoreCase)) {
                throw new SignatureRejectedException("signature is of another version: " + header + " is not " + value);
            }
        }
    }

    /** Refuses a template that leaves the secret out, or has what no digest signs. */
    public DigestScheme {
        if (!signed.uses(Placeholder.SECRET) || signed.uses(Placeholder.TS) || signed.uses(Placeholder.ID)) {
            throw new IllegalArgumentException(
                    "signed template " + signed + ": a digest needs {secret} and knows neither {ts} nor {id}");
        }
    }

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets, Instant now) {
        try {
            GivenSignature given = header.read(request.headers());
            if (version != null) {
                version.requireIn(request.headers());
            }
            return AnySecret.verify(given.signatures(), encoding, secrets, secret -> digest(request, secret));
        } catch (SignatureRejectedException rejected) {
            return rejected.verdict();
        }
    }

    @Override
    public Credentials sign(WebhookRequest request, String secret, Instant now, String id) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(header.name(), header.write(encoding.encode(digest(request, secret)), ""));
        if (version != null) {
            headers.put(version.header(), version.value());
        }
        return Credentials.headers(headers);
    }

    /** Any text can be a secret here. */
    @Override
    public void check(String secret) {}

    @Override
    public boolean readsUrl() {
        return signed.usesUrl();
    }

    @Override
    public Set<String> headers() {
        return HeaderNames.of(header.name(), version == null ? null : version.header());
    }

    @Override
    public Scheme withHeader(String name) {
        return new DigestScheme(algorithm, encoding, header.named(name), signed, version);
    }

    @Override
    public String describe() {
        return algorithm.digestName() + " digest, " + encoding.label();
    }

    private byte[] digest(WebhookRequest request, String secret) {
        MessageDigest digest = algorithm.newDigest();
        signed.write(new SignedValues(request, "", "", secret), digest::update);
        return digest.digest();
    }
}
