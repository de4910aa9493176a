package se.salesbyte.bridge.console.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Pictures of the views, for people to look at. */
final class Screenshots {
    private static final Path FOLDER = Path.of("target", "screenshots");

    private Screenshots() {}

    /** The whole page, as {@code target/screenshots/<name>.png}. */
    static void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(FOLDER.resolve(name + ".png")));
    }
}
