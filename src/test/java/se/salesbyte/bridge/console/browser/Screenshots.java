package se.salesbyte.bridge.console.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/** Pictures of the views, for people to look at. */
final class Screenshots {
    private static final Path FOLDER = Path.of("target", "screenshots");

    private Screenshots() {}

    /** The whole page, or what is seen of it behind a dialog, as {@code target/screenshots/<name>.png}. */
    static void take(Page page, String name) {
        boolean whole = page.getByRole(AriaRole.DIALOG).count() == 0;
        if (whole) {
            page.evaluate("scrollTo(0, 0)"); // else what sticks to the top stands in the midst of the picture
        }
        page.screenshot(new Page.ScreenshotOptions().setFullPage(whole).setPath(FOLDER.resolve(name + ".png")));
    }
}
