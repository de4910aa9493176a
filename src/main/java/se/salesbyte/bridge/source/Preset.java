package se.salesbyte.bridge.source;

import se.salesbyte.bridge.payload.Decoding;
import se.salesbyte.bridge.payload.Split;
import se.salesbyte.bridge.verification.Handshakes;
import se.salesbyte.bridge.verification.Scheme;
import se.salesbyte.bridge.verification.TokenPlaces;

/**
 * What is known about the webhooks of one provider.
 *
 * @param name as in routes and URLs, such as {@code typeform}
 * @param title the provider's name for people
 * @param arrives one sentence: what is sent, and when
 * @param scheme how its requests are verified
 * @param eventId how an event is known again
 * @param accepts the content types it sends
 * @param decoding what of it comes packed into text
 * @param split where several events come in one request
 * @param answer how a stored event is answered
 * @param handshakes how it asks whether this is the right address
 * @param guide what a person does to have it send here
 */
public record Preset(
        String name,
        String title,
        String arrives,
        Scheme scheme,
        EventIdRule eventId,
        AcceptedTypes accepts,
        Decoding decoding,
        Split split,
        Acknowledgement answer,
        Handshakes handshakes,
        ProviderGuide guide) {

    /** The same with another event id rule, as a route may set one. */
    public Preset withEventId(EventIdRule other) {
        return new Preset(name, title, arrives, scheme, other, accepts, decoding, split, answer, handshakes, guide);
    }

    /** The same with other content types, as a route may set them. */
    public Preset withAccepts(AcceptedTypes other) {
        return new Preset(name, title, arrives, scheme, eventId, other, decoding, split, answer, handshakes, guide);
    }

    /** The same with another way to take requests apart, as a route may set one. */
    public Preset withSplit(Split other) {
        return new Preset(name, title, arrives, scheme, eventId, accepts, decoding, other, answer, handshakes, guide);
    }

    /** The same with another name for the header of the signature or token. See {@link Scheme#withHeader}. */
    public Preset withHeader(String name) {
        return new Preset(
                this.name,
                title,
                arrives,
                scheme.withHeader(name),
                eventId,
                accepts,
                decoding,
                split,
                answer,
                handshakes,
                guide);
    }

    /** Where its requests carry a secret, handshakes included: to be masked before anything is stored or shown. */
    public TokenPlaces secretPlaces() {
        return scheme.secretPlaces().and(handshakes.secretPlaces());
    }
}
