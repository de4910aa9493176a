package se.salesbyte.bridge.camel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.TransformDataTypeDefinition;
import se.salesbyte.bridge.preview.PreviewRoute;
import se.salesbyte.bridge.source.Source;

/**
 * A source as its route file describes it.
 *
 * @param file the route file, for people
 * @param mapping the name of the mapping that the route applies first; empty if it applies none
 * @param otherSteps the ids of its steps besides that mapping and the delivery
 * @param fetches whether one of them is {@code lead:fetch}
 */
public record SourceRoute(
        Source source, String file, Optional<String> mapping, List<String> otherSteps, boolean fetches) {
    private static final String FETCH = "lead:fetch";
    private static final String JSONATA = "jsonata:";
    private static final String DELIVERY = "direct:salesbyte";

    /** What that route is; empty if it does not begin at a source. */
    static Optional<SourceRoute> of(DefaultCamelContext context, Route route, String file) {
        if (!(route.getConsumer() instanceof LeadConsumer consumer)) {
            return Optional.empty();
        }
        RouteDefinition definition = context.getRouteDefinition(route.getRouteId());
        if (definition == null) { // it is just going away
            return Optional.empty();
        }
        Optional<TransformDataTypeDefinition> mapping = mappingSteps(definition).findFirst();
        List<String> otherSteps = definition.getOutputs().stream()
                .filter(step -> mapping.isEmpty() || step != mapping.get())
                .filter(step -> !isDelivery(step))
                .map(step -> Objects.requireNonNullElse(step.getId(), step.getShortName()))
                .toList();
        return Optional.of(new SourceRoute(
                consumer.source(),
                file,
                mapping.map(step -> step.getToType().substring(JSONATA.length())),
                otherSteps,
                definition.getOutputs().stream().anyMatch(SourceRoute::isFetch)));
    }

    /** The names of the mappings that a route applies, in order. */
    static Stream<String> mappings(RouteDefinition route) {
        return mappingSteps(route)
                .map(step -> step.getToType().substring(JSONATA.length()))
                .filter(name -> !name.contains("{{"));
    }

    private static Stream<TransformDataTypeDefinition> mappingSteps(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), TransformDataTypeDefinition.class)
                .stream()
                .filter(step -> step.getToType() != null && step.getToType().startsWith(JSONATA));
    }

    /** What of it matters to a preview. */
    public PreviewRoute previewed() {
        return new PreviewRoute(source, file, mapping, otherSteps, fetches);
    }

    private static boolean isFetch(ProcessorDefinition<?> step) {
        return step instanceof ToDefinition to
                && to.getUri() != null
                && to.getUri().startsWith(FETCH);
    }

    private static boolean isDelivery(ProcessorDefinition<?> step) {
        return step instanceof ToDefinition to && DELIVERY.equals(to.getUri());
    }
}
