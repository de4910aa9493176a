package se.salesbyte.bridge.console;

import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.preview.PreviewRoute;
import se.salesbyte.bridge.source.KnownSource;

/** Finds what a call names by its source; what is not there is a problem that says what to do. */
final class SourceRoutes {
    private final ManagementParts parts;

    SourceRoutes(ManagementParts parts) {
        this.parts = parts;
    }

    /** The source of that name, whatever its state. */
    KnownSource known(String name) {
        return parts.sources()
                .find(name)
                .orElseThrow(() -> new CallRefusedException(
                        JsonProblem.notFound("there is no source of that name: see /api/sources")));
    }

    /** The route of that source. */
    PreviewRoute of(String name) {
        known(name);
        return parts.routes()
                .apply(name)
                .orElseThrow(
                        () -> new CallRefusedException(JsonProblem.conflict("the source has no running route now")));
    }

    /** What its source reads a body of that content type as. */
    String readAs(PreviewRoute route, @Nullable String contentType) {
        return route.source()
                .readAs(contentType)
                .orElseThrow(() -> new CallRefusedException(new JsonProblem(
                        415,
                        "Content type not taken by this source",
                        "send " + route.source().preset().accepts())));
    }

    static CallRefusedException unreadable(UnparseablePayloadException fault) {
        return new CallRefusedException(
                JsonProblem.badRequest("the body is not what its content type says: " + fault.getMessage()));
    }
}
