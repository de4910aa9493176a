package se.salesbyte.bridge.camel;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointAware;
import org.apache.camel.Navigate;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The routes that Camel makes of Kamelets, one for all uses with the same parameters; it does not take them away with the
 * routes that use them.
 */
final class KameletRoutes {
    private final CamelContext context;
    private final Set<String> ids = new TreeSet<>();

    private KameletRoutes(CamelContext context) {
        this.context = context;
    }

    /** Those that the routes send to, and those in turn, and that no other route does. */
    static Set<String> usedOnlyBy(CamelContext context, List<String> routes) {
        Set<String> used = usedBy(context, routes);
        used.removeAll(usedBy(
                context,
                context.getRoutes().stream()
                        .map(Route::getRouteId)
                        .filter(id -> !routes.contains(id) && !used.contains(id))
                        .toList()));
        return used;
    }

    private static Set<String> usedBy(CamelContext context, List<String> routes) {
        KameletRoutes used = new KameletRoutes(context);
        routes.forEach(used::addFrom);
        return used.ids;
    }

    private void addFrom(String id) {
        Route route = context.getRoute(id);
        if (route != null) {
            look(route.navigate());
        }
    }

    private void look(@Nullable Object step) {
        if (step instanceof EndpointAware sending
                && sending.getEndpoint() instanceof KameletEndpoint kamelet
                && ids.add(kamelet.getRouteId())) {
            addFrom(kamelet.getRouteId());
        }
        if (step instanceof Navigate<?> steps && steps.hasNext()) {
            steps.next().forEach(this::look);
        }
    }
}
