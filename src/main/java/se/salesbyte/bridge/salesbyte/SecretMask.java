package se.salesbyte.bridge.salesbyte;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of text that others wrote: SalesByte may echo the uuid it looked up. Safe for any number of threads.
 */
public final class SecretMask {
    /** Masks nothing. */
    public static final SecretMask NONE = new SecretMask(null);

    private static final String MASKED = "***";

    private final @Nullable Pattern secrets;

    private SecretMask(@Nullable Pattern secrets) {
        this.secrets = secrets;
    }

    /**
     * Masks each of these wherever it stands, in upper or lower case; blank ones are left out.
     *
     * @param secrets uuids and tokens; not words that ordinary text or a link may hold, such as a default secret
     */
    public static SecretMask of(Collection<String> secrets) {
        String alternatives = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()) // one may begin with another
                .map(Pattern::quote)
                .collect(joining("|"));
        int anyCase = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return alternatives.isEmpty() ? NONE : new SecretMask(Pattern.compile(alternatives, anyCase));
    }

    /** The text with {@code ***} for each secret. */
    public String mask(String text) {
        return secrets == null ? text : secrets.matcher(text).replaceAll(MASKED);
    }
}
