package se.salesbyte.bridge.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mapping;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.salesbyte.CreateLeadRequest;
import se.salesbyte.bridge.salesbyte.LeadDefaults;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profile;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.source.EventId;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.verification.Verdict;
import se.salesbyte.bridge.verification.WebhookRequest;

/** What is done with every event, each step by itself, with the event of the other runs. */
public class HotParts extends WarmPart {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-11-20T09:15:00Z");

    private final byte[] body = Event.body(new Mark(1, 0));
    private final Source typeform =
            Source.of("typeform", Presets.SHIPPED.named("typeform").orElseThrow(), new Secrets(List.of(Event.SECRET)));
    private final WebhookRequest request = WebhookRequest.of(
            "POST",
            "http://127.0.0.1/webhooks/typeform",
            Map.of("Typeform-Signature", List.of(new Event().signature(body))),
            body);
    private final Mapping mapping =
            new Mappings(Path.of("."), Clock.systemUTC(), new LogMappingChanges()).mapping("typeform");
    private final PhoneNumbers phones = PhoneNumbers.in("SE");
    private final Profiles profiles = Profiles.of(
            new Profile("11111111-2222-4333-8444-555555555555", "7", Map.of("type", "website")), Map.of(), phones);
    private final Object event = typeform.parse("application/json", body);
    private final Map<String, @Nullable Object> mapped = mapping.apply(event);
    private final Map<String, Object> fields = complete().fields();

    /** The signature over 2 KB. */
    @Benchmark
    public Verdict verify() {
        Verdict verdict = typeform.verify(request, NOW);
        if (!verdict.verified()) {
            throw new IllegalStateException("the event was refused");
        }
        return verdict;
    }

    /** From the bytes to the provider's id. */
    @Benchmark
    public EventId parseForId() {
        return typeform.eventIdOf(request.headers(), typeform.parse("application/json", body), body);
    }

    /** From the parsed event to the names of SalesByte. */
    @Benchmark
    public Map<String, @Nullable Object> map() {
        return mapping.apply(event);
    }

    /** Reads, completes and checks the mapped lead. */
    @Benchmark
    public CreateLeadRequest validate() {
        return complete();
    }

    /** To the bytes that are posted. */
    @Benchmark
    public byte[] marshal() throws JsonProcessingException {
        return JSON.writeValueAsBytes(fields);
    }

    private CreateLeadRequest complete() {
        return profiles.complete(MappedLead.of(mapped, phones), LeadDefaults.NONE, null);
    }
}
