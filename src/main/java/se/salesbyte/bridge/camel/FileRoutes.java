package se.salesbyte.bridge.camel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The routes of one file.
 *
 * @param text the file
 * @param ids of its routes
 * @param sources those of them that begin at a source
 * @param mappings the names of those that its routes apply
 * @param begun where inside the bridge its routes begin, such as {@code direct:salesbyte}; twice if two do
 * @param sentTo where inside the bridge it sends to; empty if it runs and is not only tried
 */
public record FileRoutes(
        RouteText text,
        Set<String> ids,
        List<SourceRoute> sources,
        Set<String> mappings,
        List<String> begun,
        Set<String> sentTo) {

    static FileRoutes of(DefaultCamelContext context, RouteText text, Collection<String> ids, Set<String> sentTo) {
        List<Route> routes = context.getRoutes().stream()
                .filter(route -> ids.contains(route.getRouteId()))
                .toList();
        List<SourceRoute> sources = new ArrayList<>();
        routes.forEach(route -> SourceRoute.of(context, route, text.file()).ifPresent(sources::add));
        return new FileRoutes(
                text,
                routes.stream().map(Route::getRouteId).collect(Collectors.toCollection(TreeSet::new)),
                sources,
                routes.stream()
                        .map(route -> context.getRouteDefinition(route.getRouteId()))
                        .filter(Objects::nonNull) // it may be just going away
                        .flatMap(SourceRoute::mappings)
                        .collect(Collectors.toCollection(TreeSet::new)),
                LooseEnds.inside(routes.stream().map(Route::getEndpoint)),
                sentTo);
    }

    /** The name of the file. */
    public String file() {
        return text.file();
    }

    /** Whether nothing else depends on it. */
    public boolean isOnlySources() {
        return ids.size() == sources.size() && !text.isFoundation();
    }
}
