package se.salesbyte.bridge.store;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests that say nothing to whoever lacks the key, which never leaves this store. Thread-safe. */
final class Keyed {
    private final Mac mac;

    Keyed(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks HmacSHA256", e);
        }
    }

    /** The first bytes of the HMAC-SHA256 of that value; 32 at most. */
    byte[] digest(byte[] value, int length) {
        try {
            Mac own = (Mac) mac.clone();
            return Arrays.copyOf(own.doFinal(value), length);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this JDK's HmacSHA256 cannot be cloned", e);
        }
    }
}
