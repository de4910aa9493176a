package se.salesbyte.bridge.verification;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON Web Signature in its compact form, whose algorithm is ours to say and never the token's. */
record CompactJws(JWSObject token) {

    /** The token, its signature not yet checked. */
    static CompactJws parse(String text, JWSAlgorithm algorithm) throws SignatureRejectedException {
        JWSObject token = parsed(text);
        JWSHeader header = token.getHeader();
        if (!algorithm.equals(header.getAlgorithm())) {
            throw new SignatureRejectedException("token is not signed by " + algorithm);
        }
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            throw new SignatureRejectedException("token asks for extensions that are not known here");
        }
        return new CompactJws(token);
    }

    byte[] signingInput() {
        return token.getSigningInput();
    }

    String signature() {
        return token.getSignature().toString();
    }

    Map<String, @Nullable Object> claims() throws SignatureRejectedException {
        Map<String, @Nullable Object> claims = token.getPayload().toJSONObject();
        if (claims == null) {
            throw new SignatureRejectedException("token has no JSON object in it");
        }
        return claims;
    }

    private static JWSObject parsed(String text) throws SignatureRejectedException {
        try {
            return JWSObject.parse(text);
        } catch (ParseException malformed) {
            throw new SignatureRejectedException("token is not a JSON Web Signature");
        }
    }
}
