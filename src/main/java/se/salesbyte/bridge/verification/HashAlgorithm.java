package se.salesbyte.bridge.verification;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions that providers sign with. */
public enum HashAlgorithm {
    /** Only for senders that offer nothing better. */
    SHA1("SHA-1", "HmacSHA1"),
    SHA256("SHA-256", "HmacSHA256");

    private final String digestName;
    private final String macName;

    @SuppressWarnings("Immutable") // only ever cloned
    private final MessageDigest prototype;

    HashAlgorithm(String digestName, String macName) {
        this.digestName = digestName;
        this.macName = macName;
        this.prototype = prototype(digestName);
    }

    /** The hash of these bytes. */
    public byte[] hash(byte[] bytes) {
        return newDigest().digest(bytes);
    }

    /** A clone, as looking a provider up takes longer than hashing a small body. */
    MessageDigest newDigest() {
        try {
            return (MessageDigest) prototype.clone();
        } catch (CloneNotSupportedException notCloneable) {
            throw new IllegalStateException(digestName + " of this JVM cannot be cloned", notCloneable);
        }
    }

    Mac newMac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(macName);
            mac.init(new SecretKeySpec(key, macName));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(macName + " is not usable on this JVM", missing);
        }
    }

    String digestName() {
        return digestName;
    }

    private static MessageDigest prototype(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(name + " is missing in this JVM", missing);
        }
    }
}
