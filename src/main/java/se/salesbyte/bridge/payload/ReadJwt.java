package se.salesbyte.bridge.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Reads the claims of a signed token (RFC 7519, compact form). Its signature is not looked at. */
final class ReadJwt {
    private static final int PARTS = 3;

    private ReadJwt() {}

    static Object read(ReadJson json, byte[] body) {
        List<String> parts = List.of(new String(body, US_ASCII).strip().split("\\.", -1));
        if (parts.size() != PARTS) {
            throw new UnparseablePayloadException("not a signed token (JWT): it must have three parts", null);
        }
        try {
            Object claims = json.read(UTF_8, Base64.getUrlDecoder().decode(parts.get(1)));
            if (claims instanceof Map) {
                return claims;
            }
        } catch (IllegalArgumentException noBase64) {
            throw new UnparseablePayloadException("not a signed token (JWT): its second part is not base64url", null);
        } catch (UnparseablePayloadException noJson) {
            throw new UnparseablePayloadException("claims of the token: " + noJson.what(), noJson.where());
        }
        throw new UnparseablePayloadException("not a signed token (JWT): its claims are no JSON object", null);
    }
}
