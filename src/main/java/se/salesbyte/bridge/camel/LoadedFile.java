package se.salesbyte.bridge.camel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;

/** A route file in a context, with all that came of it, so that it can go again. */
final class LoadedFile {
    private final DefaultCamelContext context;
    private final RouteText text;
    private final Set<Object> before;
    private final List<RouteDefinition> routes = new ArrayList<>();
    private final List<RouteTemplateDefinition> templates = new ArrayList<>();
    private final List<RouteConfigurationDefinition> configurations = new ArrayList<>();

    private LoadedFile(DefaultCamelContext context, RouteText text) {
        this.context = context;
        this.text = text;
        this.before = Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /**
     * Adds its routes, and starts them if the context has started.
     *
     * @throws Exception as Camel says it; then nothing of it is left
     */
    static LoadedFile load(DefaultCamelContext context, RouteText text) throws Exception {
        LoadedFile loaded = new LoadedFile(context, text);
        loaded.before.addAll(context.getRouteDefinitions());
        loaded.before.addAll(context.getRouteTemplateDefinitions());
        loaded.before.addAll(context.getRouteConfigurationDefinitions());
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(text.resource());
        } catch (Exception fault) {
            loaded.findNew();
            loaded.unload();
            throw fault;
        }
        loaded.findNew();
        return loaded;
    }

    RouteText text() {
        return text;
    }

    List<String> ids() {
        return routes.stream().map(RouteDefinition::getRouteId).toList();
    }

    /** Takes away all that came of it; nothing may be in hand of its routes. */
    void unload() throws Exception {
        Set<String> ofKamelets = KameletRoutes.usedOnlyBy(context, ids());
        for (RouteDefinition route : routes) {
            remove(route);
        }
        for (RouteDefinition route : List.copyOf(context.getRouteDefinitions())) {
            if (ofKamelets.contains(route.getRouteId())) {
                remove(route);
            }
        }
        for (RouteTemplateDefinition template : templates) {
            context.removeRouteTemplateDefinition(template);
        }
        for (RouteConfigurationDefinition configuration : configurations) {
            context.removeRouteConfiguration(configuration);
        }
    }

    private void remove(RouteDefinition route) throws Exception {
        if (context.getRoute(route.getRouteId()) != null) {
            context.getRouteController().stopRoute(route.getRouteId());
        }
        context.removeRoute(route.getRouteId());
        context.removeRouteDefinition(route);
    }

    private void findNew() {
        addNew(context.getRouteDefinitions(), routes);
        routes.removeIf(route -> Boolean.TRUE.equals(route.isKamelet()));
        addNew(context.getRouteTemplateDefinitions(), templates);
        addNew(context.getRouteConfigurationDefinitions(), configurations);
        before.clear();
    }

    private <T> void addNew(Collection<T> all, List<T> fresh) {
        all.stream().filter(one -> !before.contains(one)).forEach(fresh::add);
    }
}
