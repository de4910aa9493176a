package se.salesbyte.bridge.source;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one source: usually one, two while one is being rotated. Never shown by {@link #toString}.
 *
 * @param accepted any of them passes; none blank
 * @param byHandshake whether the provider shall bring one in a handshake, as the setting {@code handshake} asks
 */
public record Secrets(List<String> accepted, boolean byHandshake) {
    /** Not configured: the source refuses to run. */
    public static final Secrets NONE = new Secrets(List.of());

    private static final String HANDSHAKE = "handshake";

    public Secrets {
        accepted = accepted.stream().filter(secret -> !secret.isBlank()).toList();
    }

    public Secrets(List<String> accepted) {
        this(accepted, false);
    }

    /**
     * Reads a setting such as {@code new,old}.
     *
     * @param setting secrets separated by commas, blanks around them ignored; {@code handshake} to have the provider bring
     *     one; null if not set
     */
    public static Secrets of(@Nullable String setting) {
        if (setting != null && setting.strip().equals(HANDSHAKE)) {
            return new Secrets(List.of(), true);
        }
        return setting == null
                ? NONE
                : new Secrets(
                        Arrays.stream(setting.split(",")).map(String::strip).toList());
    }

    public boolean isEmpty() {
        return accepted.isEmpty();
    }

    /** Their number alone. */
    @Override
    public String toString() {
        return "Secrets[" + accepted.size() + "]";
    }
}
