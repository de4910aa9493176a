package se.salesbyte.bridge.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.util.URISupport;

/** Endpoints have options that exist, for Camel's components and ours: a misspelt one of http: would be sent as a query. */
final class CheckEndpoints {
    private static final String OURS = "/META-INF/se/salesbyte/bridge/camel/";

    private final CamelCatalog catalog = new DefaultCamelCatalog();

    CheckEndpoints() {
        catalog.addComponent("lead", "se.salesbyte.bridge.camel.LeadComponent", json("lead"));
        catalog.addComponent("outbox", "se.salesbyte.bridge.camel.OutboxComponent", json("outbox"));
    }

    Stream<String> faults(RouteFile file) {
        return file.endpoints().stream().flatMap(this::faults);
    }

    private Stream<String> faults(RouteFile.Step step) {
        if (step.uri().contains("?")) {
            return Stream.of(step + " has a query in its uri: write parameters");
        }
        boolean consumer = step.kind().equals("from");
        EndpointValidationResult result = catalog.validateEndpointProperties(uri(step), false, consumer, !consumer);
        List<String> faults = new ArrayList<>();
        if (!result.isSuccess()) {
            faults.add(step + ": " + result.summaryErrorMessage(false).strip());
        }
        if (result.getUnknownComponent() != null) {
            faults.add(step + ": there is no component " + result.getUnknownComponent());
        }
        if (result.getLenient() != null && !result.getLenient().isEmpty()) {
            faults.add(step + ": the receiver would get as a query " + result.getLenient());
        }
        return faults.stream();
    }

    private static String uri(RouteFile.Step step) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        step.node()
                .path("parameters")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().asText()));
        String address = step.uri().replace("{{salesbyte.endpoint}}", "http://localhost");
        return parameters.isEmpty() ? address : address + "?" + URISupport.createQueryString(parameters);
    }

    private static String json(String component) {
        try (InputStream in = CheckEndpoints.class.getResourceAsStream(OURS + component + ".json")) {
            return new String(Objects.requireNonNull(in, component).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
