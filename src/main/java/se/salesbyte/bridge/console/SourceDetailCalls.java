package se.salesbyte.bridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.ulid.UlidCreator;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.mapping.BrokenExampleException;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.mapping.Example;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.preview.CurlLine;
import se.salesbyte.bridge.preview.PreviewRoute;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Preset;
import se.salesbyte.bridge.source.ProviderGuide;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.store.LeadQueries;
import se.salesbyte.bridge.verification.CannotSignException;

/** {@code /api/sources/{source}}: all that a person needs to set up, try and mend one source. */
final class SourceDetailCalls {
    private static final Logger LOG = LoggerFactory.getLogger(SourceDetailCalls.class);
    private static final Duration COUNTED = Duration.ofDays(1);
    private static final Secrets NO_SECRET_AT_ALL = Secrets.of("sandbox");

    private final ManagementParts parts;
    private final SourceRoutes routes;

    SourceDetailCalls(ManagementParts parts) {
        this.parts = parts;
        this.routes = new SourceRoutes(parts);
    }

    Reply find(RoutingContext context) {
        Query.of(context);
        KnownSource known = routes.known(context.pathParam("source"));
        String name = known.name();
        Optional<PreviewRoute> route = parts.routes().apply(name);
        LeadQueries queries = parts.store().queries();
        Map<String, @Nullable Object> fields = SourceJson.of(
                known,
                queries.lastEvents().get(name),
                queries.statistics(parts.clock().instant().minus(COUNTED))
                        .sources()
                        .getOrDefault(name, Map.of()),
                parts.reloads().faultOf(name));
        fields.put("path", path(name));
        fields.put("url", url(name));
        fields.put("route", route.map(PreviewRoute::file).orElse(null));
        fields.put("mapping", route.map(this::mapping).orElse(null));
        fields.put("otherSteps", route.map(PreviewRoute::otherSteps).orElse(List.of()));
        fields.put("examples", examples(name));
        fields.put("setup", setup(known));
        return Reply.json(fields);
    }

    Reply sign(RoutingContext context) {
        Query.of(context);
        KnownSource known = routes.known(context.pathParam("source"));
        String wanted = JsonBody.of(context, "example")
                .text("example")
                .orElseThrow(() ->
                        new CallRefusedException(JsonProblem.badRequest("say which: {\"example\":\"<its name>\"}")));
        Source source = known.source();
        if (source == null) {
            throw new CallRefusedException(JsonProblem.conflict("the source has no running route now"));
        }
        Example example = listed(known.name()).stream()
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new CallRefusedException(
                        JsonProblem.notFound("there is no example of that name: see /api/sources/" + known.name())));
        return Reply.json(Map.of(
                "curl", curl(source, example), "command", "bin/bridge sign " + known.name() + " " + file(example)));
    }

    private String curl(Source source, Example example) {
        String path = path(source.name());
        String local = parts.home().listener() + path;
        String signed = url(source.name());
        CurlLine line = new CurlLine(
                source,
                URI.create(local),
                signed == null ? local : signed,
                source.secrets().equals(NO_SECRET_AT_ALL));
        try {
            return line.posting(
                    new EventFile(example.eventFile()),
                    Path.of(file(example)),
                    parts.clock().instant(),
                    UlidCreator.getUlid().toString());
        } catch (CannotSignException | IllegalArgumentException | BrokenExampleException e) {
            throw new CallRefusedException(JsonProblem.conflict(String.valueOf(e.getMessage())));
        }
    }

    private @Nullable Map<String, @Nullable Object> mapping(PreviewRoute route) {
        if (route.mapping().isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("file", Mappings.file(route.mapping().get()));
        fields.put("text", parts.preview().textOf(route).orElse(null));
        return fields;
    }

    private List<Map<String, Object>> examples(String source) {
        try {
            return listed(source).stream().map(SourceDetailCalls::example).toList();
        } catch (BrokenExampleException | UncheckedIOException e) {
            LOG.warn("The examples of a source cannot be shown: bin/bridge check says why. source={}", source, e);
            return List.of();
        }
    }

    private List<Example> listed(String source) {
        return parts.home().examples().of(source);
    }

    private static Map<String, Object> example(Example example) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", example.name());
        fields.put("file", file(example));
        fields.put("contentType", example.contentType());
        fields.put("text", new String(example.event(), UTF_8));
        return fields;
    }

    private @Nullable Map<String, Object> setup(KnownSource known) {
        Source source = known.source();
        if (source == null) {
            return null;
        }
        Preset preset = source.preset();
        ProviderGuide guide = preset.guide();
        String url = url(known.name());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", preset.title());
        fields.put("arrives", preset.arrives());
        fields.put("steps", guide.steps(url == null ? "https://<your bridge>" + path(known.name()) : url));
        fields.put("secret", guide.secret());
        fields.put("unconfirmed", guide.unconfirmed());
        fields.put("links", guide.links());
        return fields;
    }

    private @Nullable String url(String source) {
        URI url = parts.home().publicUrl();
        return url == null ? null : url + path(source);
    }

    private static String path(String source) {
        return "/webhooks/" + source;
    }

    private static String file(Example example) {
        return String.join(
                "/",
                Examples.FOLDER,
                example.source(),
                example.eventFile().getFileName().toString());
    }
}
