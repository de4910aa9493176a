package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;

/** Compares tokens by their hashes and in constant time, as comparing them as they are would tell their length. */
final class SameText {
    private SameText() {}

    /** Whether one of those given is one of those accepted. */
    static boolean any(List<String> given, List<String> accepted) {
        List<byte[]> hashes = accepted.stream().map(SameText::hash).toList();
        return given.stream().map(SameText::hash).anyMatch(token -> hashes.stream()
                .anyMatch(secret -> MessageDigest.isEqual(secret, token)));
    }

    private static byte[] hash(String text) {
        return HashAlgorithm.SHA256.hash(text.getBytes(UTF_8));
    }
}
