package se.salesbyte.bridge.console.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** One person's look at the console, with cookies and storage of its own. */
final class Visit implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final BrowserContext context;
    private final Page page;
    private final String management;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    Visit(BrowserContext context, String management) {
        this.context = context;
        this.management = management;
        context.setDefaultTimeout(PATIENCE_MS);
        page = context.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
        page.onDialog(this::refuse);
    }

    /** Opens another path, as from a link in a mail. */
    void go(String path) {
        page.navigate(management + path);
    }

    Page page() {
        return page;
    }

    /** What holds this text in the browser's console is no fault in this test, such as the status of a refused call. */
    Visit expecting(String text) {
        expected.add(text);
        return this;
    }

    /** What went wrong in the page so far. */
    List<String> complaints() {
        return complaints.stream()
                .filter(complaint -> expected.stream().noneMatch(complaint::contains))
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error")) {
            complaints.add(message.text() + " (" + message.location() + ")");
        }
    }

    private void refuse(Dialog dialog) {
        complaints.add("dialog: " + dialog.message());
        dialog.dismiss();
    }
}
