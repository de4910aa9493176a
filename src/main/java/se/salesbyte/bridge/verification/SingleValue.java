package se.salesbyte.bridge.verification;

import java.util.List;

/** A value that must be there exactly once, as a second one could differ from the one that was signed. */
final class SingleValue {
    private SingleValue() {}

    static String of(List<String> values, String what) throws SignatureRejectedException {
        if (values.size() != 1 || values.get(0).isBlank()) {
            throw new SignatureRejectedException(
                    what + (values.size() > 1 ? " sent " + values.size() + " times" : " missing"));
        }
        return values.get(0).strip();
    }
}
