package se.salesbyte.bridge.salesbyte.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What the pages' own forms carry and no other site can know, so that none can press our buttons. New at every start. */
final class FormToken {
    static final String FIELD = "_token";
    private static final int BYTES = 32;

    private final String token;

    FormToken() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        token = HexFormat.of().formatHex(random);
    }

    boolean matches(@Nullable String given) {
        return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(UTF_8));
    }

    String input() {
        return "<input type=\"hidden\" name=\"" + FIELD + "\" value=\"" + token + "\">\n";
    }
}
