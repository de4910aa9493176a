package se.salesbyte.bridge.source;

import static se.salesbyte.bridge.source.PresetEntry.required;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.verification.DigestScheme;
import se.salesbyte.bridge.verification.Encoding;
import se.salesbyte.bridge.verification.HashAlgorithm;
import se.salesbyte.bridge.verification.HmacScheme;
import se.salesbyte.bridge.verification.JwsDetachedScheme;
import se.salesbyte.bridge.verification.JwtBodyScheme;
import se.salesbyte.bridge.verification.KeyForm;
import se.salesbyte.bridge.verification.Scheme;
import se.salesbyte.bridge.verification.SignatureHeader;
import se.salesbyte.bridge.verification.SignedTemplate;
import se.salesbyte.bridge.verification.TimestampRule;
import se.salesbyte.bridge.verification.TokenPlaces;
import se.salesbyte.bridge.verification.TokenScheme;

/** A scheme as written in a preset: exactly one of the families, with its parameters. */
record SchemeEntry(
        @Nullable Hmac hmac,
        @Nullable Digest digest,
        @Nullable Token token,
        @Nullable JwsDetached jwsDetached,
        @Nullable JwtBody jwtBody) {

    /** A family, whichever it is. */
    private interface Family {
        Scheme toScheme();
    }

    Scheme toScheme() {
        List<Family> families = Stream.<@Nullable Family>of(hmac, digest, token, jwsDetached, jwtBody)
                .flatMap(Stream::ofNullable)
                .toList();
        if (families.size() != 1) {
            throw new IllegalArgumentException("scheme must be one of hmac, digest, token, jws-detached and jwt-body");
        }
        return families.get(0).toScheme();
    }

    /** Header with an optional prefix, or a list of pairs, or a list of versions; see {@link SignatureHeader}. */
    record Header(@Nullable String name, @Nullable String prefix, @Nullable String version, @Nullable Pairs pairs) {

        record Pairs(@Nullable String signature, @Nullable String time) {}

        SignatureHeader toHeader() {
            String header = required(name, "header.name");
            if (Stream.of(prefix, version, pairs).filter(Objects::nonNull).count() > 1) {
                throw new IllegalArgumentException("header has one of prefix, version and pairs, or none");
            }
            if (pairs != null) {
                return SignatureHeader.pairs(
                        header, required(pairs.signature, "pairs.signature"), required(pairs.time, "pairs.time"));
            }
            return version != null
                    ? SignatureHeader.versions(header, version)
                    : SignatureHeader.whole(header, prefix == null ? "" : prefix);
        }
    }

    /** See {@link HmacScheme}. */
    record Hmac(
            @Nullable HashAlgorithm algorithm,
            @Nullable Encoding encoding,
            @Nullable Header header,
            @Nullable String signed,
            @Nullable Timestamp timestamp,
            @Nullable String idHeader,
            @Nullable KeyForm key)
            implements Family {

        @Override
        public Scheme toScheme() {
            return new HmacScheme(
                    required(algorithm, "algorithm"),
                    required(encoding, "encoding"),
                    required(header, "header").toHeader(),
                    SignedTemplate.of(required(signed, "signed")),
                    timestamp == null ? null : timestamp.toRule(),
                    idHeader,
                    key == null ? KeyForm.TEXT : key);
        }
    }

    /** See {@link TimestampRule}; without a header the timestamp stands in the signature header. */
    record Timestamp(@Nullable String header, TimestampRule.@Nullable Unit unit, long toleranceSeconds) {
        TimestampRule toRule() {
            return new TimestampRule(header, required(unit, "timestamp.unit"), Duration.ofSeconds(toleranceSeconds));
        }
    }

    /** See {@link DigestScheme}. */
    record Digest(
            @Nullable HashAlgorithm algorithm,
            @Nullable Encoding encoding,
            @Nullable Header header,
            @Nullable String signed,
            @Nullable Version version)
            implements Family {

        record Version(@Nullable String header, @Nullable String value) {
            DigestScheme.Version toVersion() {
                return new DigestScheme.Version(required(header, "version.header"), required(value, "version.value"));
            }
        }

        @Override
        public Scheme toScheme() {
            return new DigestScheme(
                    required(algorithm, "algorithm"),
                    required(encoding, "encoding"),
                    required(header, "header").toHeader(),
                    SignedTemplate.of(required(signed, "signed")),
                    version == null ? null : version.toVersion());
        }
    }

    /** See {@link TokenPlaces}. */
    record Token(
            boolean bearer,
            boolean basic,
            @Nullable List<String> headers,
            @Nullable List<String> query,
            @Nullable List<String> body)
            implements Family {

        @Override
        public Scheme toScheme() {
            return new TokenScheme(new TokenPlaces(bearer, basic, orNone(headers), orNone(query), orNone(body)));
        }

        private static List<String> orNone(@Nullable List<String> names) {
            return names == null ? List.of() : names;
        }
    }

    /** See {@link JwsDetachedScheme}. */
    record JwsDetached(@Nullable String header, @Nullable String issuer, @Nullable String claim) implements Family {
        @Override
        public Scheme toScheme() {
            return new JwsDetachedScheme(
                    required(header, "header"), required(issuer, "issuer"), required(claim, "claim"));
        }
    }

    /** See {@link JwtBodyScheme}. */
    record JwtBody(JwtBodyScheme.@Nullable Algorithm algorithm, long leewaySeconds) implements Family {
        @Override
        public Scheme toScheme() {
            return new JwtBodyScheme(required(algorithm, "algorithm"), Duration.ofSeconds(leewaySeconds));
        }
    }
}
