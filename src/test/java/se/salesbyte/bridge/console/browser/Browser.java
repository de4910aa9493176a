package se.salesbyte.bridge.console.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser of a test, which is skipped where there is none. Whatever a page complains of, an error in its console, a
 * breach of its content security policy or a dialog, fails the test, and a failed test leaves a picture.
 */
final class Browser implements BeforeEachCallback, AfterEachCallback {
    private final List<Visit> visits = new ArrayList<>();
    private @Nullable Chromium chromium;
    private @Nullable LivedInBridge bridge;

    @Override
    public void beforeEach(ExtensionContext context) {
        Optional<Path> executable = Chromium.executable();
        assumeTrue(executable.isPresent(), "no browser in PATH: install chromium to run the tests of the console");
        chromium = Chromium.of(context, executable.orElseThrow());
        bridge = LivedInBridge.of(context);
    }

    /** The bridge with leads of every kind; the same for all tests, so each changes only leads that it posted. */
    LivedInBridge bridge() {
        return there(bridge);
    }

    /** Opens that path of the bridge's management listener. */
    Visit open(String path) {
        return open(Visitor.AT_A_DESK, path);
    }

    Visit open(Visitor visitor, String path) {
        return open(visitor, bridge().management(), path);
    }

    /** Opens that path of another bridge. */
    Visit open(Visitor visitor, String management, String path) {
        Visit visit = new Visit(there(chromium).context(visitor), management);
        visits.add(visit);
        visit.go(path);
        return visit;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        String test = context.getRequiredTestClass().getSimpleName() + "-"
                + context.getRequiredTestMethod().getName();
        boolean failed = context.getExecutionException().isPresent();
        List<String> complaints = new ArrayList<>();
        for (Visit visit : visits) {
            if (failed) {
                Screenshots.take(visit.page(), "failed-" + test);
            }
            complaints.addAll(visit.complaints());
            visit.close();
        }
        if (!complaints.isEmpty()) {
            throw new AssertionError("the page complained: " + String.join("\n", complaints));
        }
    }

    private static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the browser is there within a test only");
        }
        return part;
    }
}
