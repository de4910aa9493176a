package se.salesbyte.bridge.console.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The Chromium of this machine: started for the first test that needs it, ended behind the last one of the run. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable)
                        .setChromiumSandbox(!"root".equals(System.getProperty("user.name"))));
    }

    /** Where it is, by {@code PATH}. */
    static Optional<Path> executable() {
        List<Path> folders = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The one of this run. */
    static Chromium of(ExtensionContext context, Path executable) {
        return context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .getOrComputeIfAbsent("browser", key -> new Chromium(executable), Chromium.class);
    }

    BrowserContext context(Visitor visitor) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setLocale(visitor.locale())
                .setColorScheme(visitor.colours())
                .setViewportSize(visitor.width(), visitor.height())
                .setTimezoneId("Europe/Stockholm");
        if (visitor.password() != null) {
            options.setHttpCredentials("bridge", visitor.password());
        }
        return browser.newContext(options);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
