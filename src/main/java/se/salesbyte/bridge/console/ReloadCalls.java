package se.salesbyte.bridge.console;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.reload.ReloadPlan;

/** {@code /api/reload}: changed routes, mappings and examples take over. */
final class ReloadCalls {
    private final ManagementParts parts;

    ReloadCalls(ManagementParts parts) {
        this.parts = parts;
    }

    Reply reload(RoutingContext context) {
        boolean dryRun = Query.of(context, "dryRun").flag("dryRun");
        if (parts.reloads().isOff()) {
            throw new CallRefusedException(JsonProblem.conflict(
                    "bridge.reload is off: set it to auto or manual, or restart the bridge to use changed files"));
        }
        List<Map<String, @Nullable Object>> files = new ArrayList<>();
        parts.reloads().run(dryRun).files().forEach(item -> files.add(json(item)));
        return Reply.json(Map.of("dryRun", dryRun, "files", files));
    }

    private static Map<String, @Nullable Object> json(ReloadPlan.Item item) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("file", item.file());
        fields.put("change", item.change().name().toLowerCase(Locale.ROOT));
        fields.put("takesOver", item.fault() == null);
        fields.put("fault", item.fault());
        return fields;
    }
}
