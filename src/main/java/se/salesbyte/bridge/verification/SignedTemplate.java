package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a signature covers, such as {@code {id}.{ts}.{body}}: compiled once, then written part by part into a hash, so
 * that the body's bytes are neither copied nor decoded.
 *
 * <p>Placeholders: {@code {body}} the raw bytes, {@code {ts}} and {@code {id}} as they were sent, {@code {method}},
 * {@code {url}} the public URL as called, {@code {decoded-url}} with the escapes undone that HubSpot undoes,
 * {@code {secret}} for digests.
 */
public final class SignedTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private final String text;
    private final List<Function<SignedValues, byte[]>> parts = new ArrayList<>();
    private final Set<Placeholder> placeholders = EnumSet.noneOf(Placeholder.class);

    private SignedTemplate(String text) {
        this.text = text;
        Matcher matcher = PLACEHOLDER.matcher(text);
        int end = 0;
        while (matcher.find()) {
            addLiteral(text.substring(end, matcher.start()));
            addPlaceholder(matcher.group());
            end = matcher.end();
        }
        addLiteral(text.substring(end));
    }

    /**
     * Compiles a template.
     *
     * @throws IllegalArgumentException if it has an unknown placeholder, or none for the body
     */
    public static SignedTemplate of(String text) {
        SignedTemplate template = new SignedTemplate(text);
        if (!template.uses(Placeholder.BODY)) {
            throw new IllegalArgumentException("signed template " + text + " leaves the body out: add {body}");
        }
        return template;
    }

    boolean usesUrl() {
        return uses(Placeholder.URL) || uses(Placeholder.DECODED_URL);
    }

    boolean uses(Placeholder placeholder) {
        return placeholders.contains(placeholder);
    }

    void write(SignedValues values, Consumer<byte[]> sink) {
        for (Function<SignedValues, byte[]> part : parts) {
            sink.accept(part.apply(values));
        }
    }

    private void addLiteral(String literal) {
        if (!literal.isEmpty()) {
            byte[] bytes = literal.getBytes(UTF_8);
            parts.add(values -> bytes);
        }
    }

    private void addPlaceholder(String written) {
        Placeholder placeholder = Arrays.stream(Placeholder.values())
                .filter(known -> known.toString().equals(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("signed template has " + written + ": use "
                        + Arrays.stream(Placeholder.values())
                                .map(Placeholder::toString)
                                .collect(joining(", "))));
        placeholders.add(placeholder);
        parts.add(placeholder::bytesOf);
    }

    @Override
    public String toString() {
        return text;
    }
}
