package se.salesbyte.bridge.camel;

import java.util.Optional;
import se.salesbyte.bridge.source.Source;

/**
 * A source as its route file describes it.
 *
 * @param file the route file, for people
 * @param mapping the name of the mapping that the route applies first; empty if it applies none
 */
public record SourceRoute(Source source, String file, Optional<String> mapping) {}
