package se.salesbyte.bridge.camel;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;

/** Where routes send to and where they begin, inside the bridge: what is sent to where none begins, is lost. */
record LooseEnds(Collection<String> sentTo, Collection<String> begun) {
    private static final List<String> INSIDE = List.of("direct:", "outbox:");

    /** Of the routes in that context; what is worked out for each exchange is not known. */
    static LooseEnds of(CamelContext context) {
        return new LooseEnds(
                new TreeSet<>(inside(context.getEndpoints().stream())),
                inside(context.getRoutes().stream().map(Route::getEndpoint)));
    }

    /** Where something is sent to and none of those begins, in order. */
    List<String> without(Collection<String> beginnings) {
        return sentTo.stream().filter(end -> !beginnings.contains(end)).toList();
    }

    /** Those of the endpoints that are inside the bridge, in order and as often as they come. */
    static List<String> inside(Stream<Endpoint> endpoints) {
        return endpoints
                .map(endpoint -> endpoint.getEndpointBaseUri().replace("://", ":"))
                .filter(uri -> INSIDE.stream().anyMatch(uri::startsWith))
                .sorted()
                .toList();
    }
}
