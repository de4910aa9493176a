package se.salesbyte.bridge.reload;

import java.util.Map;
import se.salesbyte.bridge.camel.FileRoutes;

/**
 * What runs before a reload.
 *
 * @param routes by file
 * @param mappings texts by name
 * @param presets the text of {@code routes/presets.yaml}; blank without one
 * @param examples the versions of the examples that were run last
 */
record Running(
        Map<String, FileRoutes> routes, Map<String, String> mappings, String presets, Map<String, String> examples) {}
