package se.salesbyte.bridge.console.browser;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.console.browser.LivedInBridge.Kind;

/** The views of the console, and one lead in each of the forms that it takes. */
enum View {
    OVERVIEW("/"),
    LEADS("/leads"),
    LEADS_FOUND("/leads?state=failed&source=typeform"),
    LEAD_DELIVERED("/leads/", Kind.CALLED_BACK),
    LEAD_RETRYING("/leads/", Kind.RETRYING),
    LEAD_REJECTED("/leads/", Kind.REJECTED),
    LEAD_UNKNOWN("/leads/", Kind.UNKNOWN),
    LEAD_POSSIBLE_DUPLICATE("/leads/", Kind.POSSIBLE_DUPLICATE),
    LEAD_REPLAYED("/leads/", Kind.REPLAYED_WITH_CHANGES),
    LEAD_ERASED("/leads/", Kind.ERASED),
    REPLAYS("/replays"),
    WORKBENCH("/workbench/typeform"),
    QUARANTINE("/quarantine"),
    SOURCES("/sources"),
    SOURCE("/sources/typeform");

    private final String path;
    private final @Nullable Kind lead;

    View(String path) {
        this.path = path;
        this.lead = null;
    }

    View(String path, Kind lead) {
        this.path = path;
        this.lead = lead;
    }

    /** Its address in that bridge. */
    String path(LivedInBridge bridge) {
        return lead == null ? path : path + bridge.lead(lead);
    }

    /** As files are named. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
