package se.salesbyte.bridge.verification;

import java.util.List;

/**
 * The header that carries a signature, and how it is written in there. Where it carries several, any may match; the
 * header sent more than once counts as a longer list.
 */
public final class SignatureHeader {
    private final String name;
    private final HeaderForm form;

    private SignatureHeader(String name, HeaderForm form) {
        this.name = name;
        this.form = form;
    }

    /**
     * The whole value is the signature.
     *
     * @param prefix that must stand before it, such as {@code sha256=}; empty for none
     */
    public static SignatureHeader whole(String name, String prefix) {
        return new SignatureHeader(name, new HeaderForm.Whole(prefix));
    }

    /**
     * A comma list such as {@code t=1795166100,v1=5d3f…}; other keys in it are ignored.
     *
     * @param signatureKey before each signature, such as {@code v1}
     * @param timeKey before the timestamp, such as {@code t}
     */
    public static SignatureHeader pairs(String name, String signatureKey, String timeKey) {
        return new SignatureHeader(name, new HeaderForm.Pairs(signatureKey, timeKey));
    }

    /**
     * A space list such as {@code v1,K5oZ… v1,g0hM…} (Standard Webhooks); other versions in it are ignored.
     *
     * @param version before each signature, such as {@code v1}
     */
    public static SignatureHeader versions(String name, String version) {
        return new SignatureHeader(name, new HeaderForm.Versions(version));
    }

    public String name() {
        return name;
    }

    SignatureHeader named(String other) {
        return new SignatureHeader(other, form);
    }

    boolean carriesTime() {
        return form instanceof HeaderForm.Pairs;
    }

    GivenSignature read(Values headers) throws SignatureRejectedException {
        List<String> lines = headers.all(name);
        if (lines.isEmpty()) {
            throw new SignatureRejectedException("signature missing: no header " + name);
        }
        GivenSignature given = form.read(lines);
        if (given.signatures().isEmpty()) {
            throw new SignatureRejectedException("signature missing: " + name + " is not of the form " + form.shape());
        }
        return given;
    }

    String write(String signature, String timestamp) {
        return form.write(signature, timestamp);
    }
}
