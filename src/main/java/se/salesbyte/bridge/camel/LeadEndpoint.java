package se.salesbyte.bridge.camel;

import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.Split;
import se.salesbyte.bridge.source.AcceptedTypes;
import se.salesbyte.bridge.source.EventIdRule;
import se.salesbyte.bridge.source.Preset;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;

/**
 * Receive webhooks as leads that are never lost, and say what becomes of them.
 *
 * <p>As a consumer, {@code lead:typeform} takes {@code POST /webhooks/typeform}, keeps each event durably, and gives the
 * route each lead when it is due: once, and again at every retry. As a producer it speaks for the lead in hand:
 * {@code lead:fetch} where its event carries ids only: it asks the provider for the record;
 * {@code lead:call} right before the request to SalesByte, then one of {@code lead:delivered}, {@code lead:retry},
 * {@code lead:failed}, {@code lead:unknown}, {@code lead:skipped}, which commits that outcome; or
 * {@code lead:server-error}, {@code lead:no-answer}, and {@code salesbyte.on-server-error}, {@code salesbyte.on-unknown}
 * say which it is. {@code lead:checked-out} is for the quote-checkout webhook of SalesByte: the lead of that quote is told
 * of it.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "lead",
        title = "Lead",
        syntax = "lead:name",
        category = {Category.HTTP, Category.SAAS})
public class LeadEndpoint extends DefaultEndpoint {
    @UriPath(
            description = "Consumer: the name of the source, as in /webhooks/name."
                    + " Producer: fetch, call, delivered, retry, failed, unknown, skipped, checked-out, server-error"
                    + " or no-answer.")
    @Metadata(required = true)
    private String name;

    @UriParam(
            label = "consumer",
            description = "Which provider's ways apply: how its requests are verified, known again and answered."
                    + " Default: the preset named like the source.")
    private @Nullable String preset;

    @UriParam(
            label = "consumer,security",
            secret = true,
            description = "The source's signing secret or token; two with a comma between them while one is being"
                    + " rotated. A source without one answers 503.")
    private @Nullable String secret;

    @UriParam(
            label = "consumer",
            description = "What an event is known by, when the preset's rule does not fit: header:name, body:path or"
                    + " hash, several with commas.")
    private @Nullable String eventId;

    @UriParam(
            label = "consumer",
            description =
                    "The content types taken, when they are not the preset's: json, text, form, multipart, xml, jwt,"
                            + " several with commas. The first is assumed where the sender names none.")
    private @Nullable String accepts;

    @UriParam(
            label = "consumer",
            description = "Where several events come in one request, when it is not the preset's: the path of the list,"
                    + " such as entry.changes, or $ if the whole body is the list.")
    private @Nullable String split;

    @UriParam(
            label = "consumer,security",
            description = "The header of the signature or token, for senders that let it be chosen.")
    private @Nullable String header;

    @UriParam(
            label = "consumer",
            description = "The most leads a second that this route takes, such as a provider that it asks for records"
                    + " allows. Further ones wait without holding others up. 0: no limit.")
    private int perSecond;

    @UriParam(
            label = "producer",
            description = "Only for lead:fetch: the address of the event's record. Each path in braces, such as"
                    + " {objectId}, stands for what the event has there.")
    private @Nullable String url;

    @UriParam(
            label = "producer,security",
            secret = true,
            description = "Only for lead:fetch: the token sent along, as Authorization: Bearer. Leads fail while it is"
                    + " blank.")
    private @Nullable String token;

    @UriParam(
            label = "producer",
            description = "Only for lead:fetch: by what in a refusal the provider says that there are too many calls,"
                    + " if not by status 429: a path in its answer and the values there, such as error.code=4,17.")
    private @Nullable String busyWhen;

    @UriParam(label = "producer", description = "Only for lead:skipped: why, for people. Default: as its mapping says.")
    private @Nullable String because;

    @UriParam(
            label = "producer",
            description = "Only for lead:failed: why. Default: rejected.",
            enums = "configuration,rejected,mapping,validation")
    private @Nullable String reason;

    LeadEndpoint(String uri, Component component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        LeadConsumer consumer = new LeadConsumer(this, processor, source(), perSecond);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        LeadStep step = LeadStep.named(name);
        if (step == LeadStep.CHECKED_OUT) {
            return new TellOfCheckout(this);
        }
        return step == LeadStep.FETCH
                ? new FetchRecord(
                        this,
                        new RecordAddress(url == null ? "" : url),
                        token == null ? "" : token,
                        busyWhen == null ? null : BusyAnswer.of(busyWhen))
                : new LeadProducer(this, step, LeadStep.reason(reason), because);
    }

    private Source source() {
        if (LeadStep.isStep(name)) {
            throw new IllegalArgumentException(
                    "lead:" + name + " is for the end of a route: give the source another name than " + name);
        }
        String presetName = preset == null ? name : preset;
        Presets presets = presets();
        Preset known = presets.named(presetName)
                .orElseThrow(() -> new IllegalArgumentException("lead:" + name + ": there is no preset \"" + presetName
                        + "\"; set the parameter preset to one of "
                        + presets.names()));
        return Source.of(name, changed(known), Secrets.of(secret));
    }

    private Preset changed(Preset known) {
        Preset ours = eventId == null ? known : known.withEventId(EventIdRule.of(eventId));
        ours = accepts == null ? ours : ours.withAccepts(AcceptedTypes.of(List.of(accepts.split(",", -1))));
        ours = split == null ? ours : ours.withSplit(Split.at(split));
        return header == null ? ours : ours.withHeader(header);
    }

    /** Those of the bridge; a design tool has the shipped ones. */
    private Presets presets() {
        Presets bound = getCamelContext().getRegistry().findSingleByType(Presets.class);
        return bound == null ? Presets.SHIPPED : bound;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public @Nullable String getPreset() {
        return preset;
    }

    public void setPreset(@Nullable String preset) {
        this.preset = preset;
    }

    public @Nullable String getSecret() {
        return secret;
    }

    public void setSecret(@Nullable String secret) {
        this.secret = secret;
    }

    public @Nullable String getEventId() {
        return eventId;
    }

    public void setEventId(@Nullable String eventId) {
        this.eventId = eventId;
    }

    public @Nullable String getAccepts() {
        return accepts;
    }

    public void setAccepts(@Nullable String accepts) {
        this.accepts = accepts;
    }

    public @Nullable String getSplit() {
        return split;
    }

    public void setSplit(@Nullable String split) {
        this.split = split;
    }

    public @Nullable String getHeader() {
        return header;
    }

    public void setHeader(@Nullable String header) {
        this.header = header;
    }

    public int getPerSecond() {
        return perSecond;
    }

    public void setPerSecond(int perSecond) {
        this.perSecond = perSecond;
    }

    public @Nullable String getUrl() {
        return url;
    }

    public void setUrl(@Nullable String url) {
        this.url = url;
    }

    public @Nullable String getToken() {
        return token;
    }

    public void setToken(@Nullable String token) {
        this.token = token;
    }

    public @Nullable String getBusyWhen() {
        return busyWhen;
    }

    public void setBusyWhen(@Nullable String busyWhen) {
        this.busyWhen = busyWhen;
    }

    public @Nullable String getBecause() {
        return because;
    }

    public void setBecause(@Nullable String because) {
        this.because = because;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }
}
