package se.salesbyte.bridge.console.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One person's look at the console, with cookies and storage of its own. */
final class Visit implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private static final Words WORDS = Words.in("en");

    private final BrowserContext context;
    private final Page page;
    private final String management;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    Visit(BrowserContext context, String management) {
        this.context = context;
        this.management = management;
        context.setDefaultTimeout(PATIENCE_MS);
        page = context.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
        page.onDialog(this::refuse);
        page.onRequestFinished(requests::add);
    }

    /** Opens another path, as from a link in a mail. */
    void go(String path) {
        page.navigate(management + path);
    }

    /** Goes on with the colours and the window of that visitor. */
    void become(Visitor visitor) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(visitor.colours()));
        page.setViewportSize(visitor.width(), visitor.height());
    }

    Page page() {
        return page;
    }

    /** The part of the page that is the view. */
    Locator view() {
        return page.getByRole(AriaRole.MAIN);
    }

    /** What the page asks before it does something. */
    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** A section of the view, by its heading. */
    Locator section(String heading) {
        Locator.GetByRoleOptions named =
                new Locator.GetByRoleOptions().setName(WORDS.of(heading)).setExact(true);
        return view().getByRole(AriaRole.REGION, named).first(); // its table is one as well, as it scrolls
    }

    Locator button(String words, Object... values) {
        return page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(WORDS.of(words, values)).setExact(true));
    }

    /** The one within the dialog. */
    Locator confirm(String words, Object... values) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions()
                                .setName(WORDS.of(words, values))
                                .setExact(true));
    }

    Locator field(String label) {
        return page.getByLabel(WORDS.of(label));
    }

    /** What is to be chosen under that label. */
    Locator choice(String label) {
        Pattern name = Pattern.compile("^" + WORDS.of(label));
        return view().getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName(name));
    }

    /** Fills in who acts and why, as the dialog asks for it. */
    void sign(String by, String reason) {
        dialog().getByLabel(WORDS.of("dialog.by")).fill(by);
        dialog().getByLabel(WORDS.of("dialog.reason")).fill(reason);
    }

    /** What was loaded so far. */
    List<Request> requests() {
        return List.copyOf(requests);
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
