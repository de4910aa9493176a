package se.salesbyte.bridge.preview;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.CreateLeadRequest;

/**
 * What a body would become: a request, or nothing as the mapping skips it, or faults.
 *
 * @param mapped what the mapping gave, before defaults and checks; null if it gave nothing
 * @param request null if it is skipped or faulty
 * @param skipped why the mapping says that it is no lead; null if it does not
 * @param faults empty if there is a request
 * @param warnings what a real event would meet and this preview did not
 */
public record Preview(
        @Nullable Map<String, @Nullable Object> mapped,
        @Nullable CreateLeadRequest request,
        @Nullable String skipped,
        List<PreviewFault> faults,
        List<String> warnings) {}
