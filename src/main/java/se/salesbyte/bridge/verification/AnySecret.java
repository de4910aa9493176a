package se.salesbyte.bridge.verification;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Compares given signatures with those that the accepted secrets make, each in constant time. */
final class AnySecret {
    private AnySecret() {}

    static Verdict verify(
            List<String> signatures, Encoding encoding, List<String> secrets, Function<String, byte[]> signing) {
        List<byte[]> given = signatures.stream()
                .map(encoding::decode)
                .flatMap(Optional::stream)
                .toList();
        if (given.isEmpty()) {
            return Verdict.refused("signature is not " + encoding.label());
        }
        List<String> usable = usable(secrets);
        if (usable.isEmpty()) {
            return Verdict.refused("no signing secret is set");
        }
        for (String secret : usable) {
            byte[] expected = signing.apply(secret);
            if (given.stream().anyMatch(signature -> MessageDigest.isEqual(expected, signature))) {
                return Verdict.VERIFIED;
            }
        }
        return Verdict.refused("signature does not match");
    }

    static List<String> usable(List<String> secrets) {
        return secrets.stream().filter(secret -> !secret.isBlank()).toList();
    }
}
