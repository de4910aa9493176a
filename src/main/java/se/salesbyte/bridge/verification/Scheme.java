package se.salesbyte.bridge.verification;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How requests of one kind of sender prove where they come from. Every scheme may be used by many threads at once. */
public sealed interface Scheme permits HmacScheme, DigestScheme, TokenScheme, JwsDetachedScheme, JwtBodyScheme {

    /**
     * Checks what the request carries against the secrets, over its raw bytes and in constant time. Nothing but what
     * this scheme names is looked at: an older or weaker signature beside it counts for nothing.
     *
     * @param secrets any one of them may match, as while one is being rotated; blank ones never match, and with none
     *     every request is refused
     * @param now what a timestamp is compared with
     * @throws InvalidSecretException if a secret cannot be one of this scheme; see {@link #check}
     */
    Verdict verify(WebhookRequest request, List<String> secrets, Instant now);

    /**
     * The same for a request that was kept with its tokens masked by {@link TokenPlaces#mask} and
     * {@link TokenPlaces#maskBody}. A token counts as checked again if it was masked from one of the secrets.
     *
     * @param now when the request was received: one that was fresh then did not become stale by being kept
     * @param mask the one it was masked by
     */
    default Verdict verifyMasked(
            WebhookRequest request, List<String> secrets, Instant now, UnaryOperator<String> mask) {
        return verify(request, secrets, now);
    }

    /**
     * What to add to the request so that {@link #verify} accepts it.
     *
     * @param secret not blank
     * @param now becomes the timestamp, in schemes that have one
     * @param id becomes the id of the message, in schemes that sign one; the others do without
     * @throws InvalidSecretException if the secret cannot be one of this scheme
     * @throws CannotSignException if nothing that is added would do
     */
    Credentials sign(WebhookRequest request, String secret, Instant now, String id);

    /**
     * Checks that a secret can be used at all, so that a misspelt one is found at start and not by the first request.
     *
     * @throws InvalidSecretException if it cannot be one of this scheme
     */
    void check(String secret);

    /** Where a request carries the secret itself: to be masked before anything is stored or shown. */
    default TokenPlaces secretPlaces() {
        return TokenPlaces.NONE;
    }

    /** Whether {@link #verify} looks at the URL beyond the parameters of {@link #secretPlaces}. */
    default boolean readsUrl() {
        return false;
    }

    /** The names of the headers that {@link #verify} looks at, whatever their case. */
    Set<String> headers();

    /**
     * The same with another name for the header that carries the signature or token, for senders that let it be chosen.
     * Of a token it is the only header then, beside the bearer or basic one.
     *
     * @throws IllegalArgumentException if this scheme reads no such header
     */
    Scheme withHeader(String name);

    /** In a few words, for a list of sources: {@code HMAC-SHA256, base64} or {@code token}. */
    String describe();
}
