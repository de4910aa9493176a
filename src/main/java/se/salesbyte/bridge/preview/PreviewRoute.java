package se.salesbyte.bridge.preview;

import java.util.List;
import java.util.Optional;
import se.salesbyte.bridge.source.Source;

/**
 * What of a source's route matters to a preview.
 *
 * @param mapping the name of the mapping that it applies first; empty if it applies none
 * @param otherSteps the ids of its steps besides the mapping and the delivery; they are not run
 */
public record PreviewRoute(Source source, Optional<String> mapping, List<String> otherSteps) {}
