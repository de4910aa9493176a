package se.salesbyte.bridge.salesbyte.sandbox;

import java.security.SecureRandom;

/** Makes public keys as SalesByte's samples have them: 14 letters and digits. Safe for any number of threads. */
final class QuoteKey {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 14;

    private final SecureRandom random = new SecureRandom();

    String next() {
        StringBuilder key = new StringBuilder(LENGTH);
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> key.append(ALPHABET.charAt(i)));
        return key.toString();
    }
}
