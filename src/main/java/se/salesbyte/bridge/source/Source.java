package se.salesbyte.bridge.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.Split;
import se.salesbyte.bridge.payload.SplitEvent;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.verification.Handshakes;
import se.salesbyte.bridge.verification.InvalidSecretException;
import se.salesbyte.bridge.verification.Values;
import se.salesbyte.bridge.verification.Verdict;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * A provider as configured here: what the intake asks before it takes an event. Immutable, for any thread.
 *
 * @param name its place in the URL, {@code /webhooks/<name>}: lower-case letters, digits and dashes
 * @param preset the provider's ways, with what the route changed of them
 * @param secrets may be {@link Secrets#NONE}; then nothing verifies
 */
public record Source(String name, Preset preset, Secrets secrets) {
    private static final Secrets SANDBOX = Secrets.of("sandbox");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final PayloadParser PARSER = new PayloadParser();

    /**
     * Checks what can be checked before the first event.
     *
     * @throws IllegalArgumentException if the name is not as above
     * @throws InvalidSecretException if the scheme cannot use one of the secrets
     */
    public Source {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "source name \"" + name + "\": use lower-case letters, digits and single dashes");
        }
        if (!preset.split().equals(Split.NONE) && preset.eventId().isOfTheRequest()) {
            throw new IllegalArgumentException(
                    "event-id " + preset.eventId() + " is one for all events of a request: use"
                            + " body:<path> to what differs, with " + preset.split() + " before it, or hash");
        }
        secrets.accepted().forEach(preset.scheme()::check);
    }

    /**
     * A source with the secrets of a setting. The one that all have in the sandbox counts as none where the scheme wants a
     * key of some form.
     *
     * @throws IllegalArgumentException as the constructor does
     * @throws InvalidSecretException as the constructor does, for any other secret
     */
    public static Source of(String name, Preset preset, Secrets secrets) {
        try {
            return new Source(name, preset, secrets);
        } catch (InvalidSecretException noKey) {
            if (secrets.equals(SANDBOX)) {
                return new Source(name, preset, Secrets.NONE);
            }
            throw noKey;
        }
    }

    /** Whether it is SalesByte itself, which tells of what became of leads and brings none. */
    public boolean isSalesByte() {
        return preset.name().equals("salesbyte");
    }

    /** Whether the request is from this provider. */
    public Verdict verify(WebhookRequest request, Instant now) {
        return preset.scheme().verify(request, secrets.accepted(), now);
    }

    /**
     * Whether a request that was kept with its tokens masked is from this provider.
     *
     * @param received when it came: what was fresh then is fresh
     * @param mask by which its tokens were masked
     */
    public Verdict verifyMasked(WebhookRequest request, Instant received, UnaryOperator<String> mask) {
        return preset.scheme().verifyMasked(request, secrets.accepted(), received, mask);
    }

    /** How this provider asks whether it has the right address. */
    public Handshakes handshakes() {
        return preset.handshakes();
    }

    /**
     * Whether a secret that its provider brings in a handshake counts: only where somebody wants that, or else any stranger
     * could bring one; and in the sandbox.
     */
    public boolean takesAgreed() {
        return secrets.byHandshake() || secrets.equals(SANDBOX);
    }

    /**
     * The same with a secret that was agreed in a handshake.
     *
     * @return itself if it does not take one, or if its scheme cannot use it
     */
    public Source withAgreed(String secret) {
        try {
            return !takesAgreed() ? this : new Source(name, preset, new Secrets(List.of(secret)));
        } catch (InvalidSecretException ofAnotherScheme) {
            return this;
        }
    }

    /** What to read a body as; empty if this source does not take the type. See {@link AcceptedTypes#readAs}. */
    public Optional<String> readAs(@Nullable String contentType) {
        return preset.accepts().readAs(contentType);
    }

    /**
     * The tree of a body, with what this provider packs into text unpacked; of a request or of one event as it is kept.
     *
     * @throws UnparseablePayloadException if it is not what the type or the preset says
     */
    public Object parse(@Nullable String contentType, byte[] body) {
        return PARSER.parse(contentType, body, preset.decoding());
    }

    /**
     * The events in the tree of a request, at least one.
     *
     * @throws UnparseablePayloadException if there are too many; see {@link se.salesbyte.bridge.payload.Split#eventsIn}
     */
    public List<SplitEvent> split(Object tree) {
        return preset.split().eventsIn(tree);
    }

    /**
     * The tree of the event in a request that carries only one, as a mapping gets it: for examples.
     *
     * @throws UnparseablePayloadException as above, or if it carries several
     */
    public Object onlyEventIn(@Nullable String contentType, byte[] body) {
        List<SplitEvent> events = split(parse(contentType, body));
        if (events.size() > 1) {
            throw new UnparseablePayloadException(
                    "%d events in one body: keep one of them".formatted(events.size()), null);
        }
        return events.get(0).tree();
    }

    /** The names of the headers that say whose the request is and which event: no others need be kept. */
    public Set<String> headers() {
        Set<String> names = new TreeSet<>(preset.scheme().headers());
        names.addAll(preset.eventId().headers());
        return names;
    }

    /** What the event is known by. See {@link EventIdRule#idOf}. */
    public EventId eventIdOf(Values headers, @Nullable Object tree, byte[] body) {
        return preset.eventId().idOf(headers, tree, body);
    }

    /** How a stored event is answered. */
    public Acknowledgement answer() {
        return preset.answer();
    }
}
