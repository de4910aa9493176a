package se.salesbyte.bridge;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceState;

/** What a start tells its operator: the mode, the addresses, the sources, and in sandbox mode what to try first. */
final class Banner {
    /** Unless another one is set, which is a secret and is not printed. */
    private static final String DEFAULT_TOKEN = "sandbox";

    private Banner() {}

    static void print(Settings settings, SourcesInUse sources, PrintStream out) {
        String webhooks = settings.publicListener().address("/webhooks/").toString();
        String management = settings.managementListener().address("/").toString();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("SalesByte Bridge is running in " + mode(settings));
        lines.add("");
        lines.add("  Webhooks    " + webhooks + "{source}");
        lines.add("  Console     " + management + "  (also api/leads, observe/health, observe/metrics"
                + (settings.sandbox() ? ", sandbox/)" : ")"));
        lines.add("  Data        " + settings.storeFile().toAbsolutePath().normalize());
        lines.add("");
        List<KnownSource> listed = sources.all().stream()
                .filter(source -> sources.contains(source) || isForm(source))
                .toList();
        listed.forEach(source -> lines.add(line(source)));
        lines.add(theRest(sources.all().size() - listed.size(), settings));
        if (settings.sandbox()
                && settings.source("form").secrets().equals(List.of(DEFAULT_TOKEN))
                && listed.stream().anyMatch(Banner::isForm)) {
            lines.add("");
            lines.add("Try it:");
            lines.add("  curl -d name='Ada Lovelace' -d email=ada@example.com -d phone=070-1740605 '" + webhooks
                    + "form?token=" + DEFAULT_TOKEN + "'");
            lines.add("and see it at " + management + "leads");
        }
        lines.add("");
        out.println(String.join(System.lineSeparator(), lines)); // at once, as logs may come between
        out.flush();
    }

    private static String mode(Settings settings) {
        return settings.sandbox()
                ? "SANDBOX mode: leads go to the built-in sandbox, nothing reaches SalesByte or a customer"
                : "LIVE mode: leads go to " + settings.salesByte().url();
    }

    private static String line(KnownSource known) {
        Source source = known.source();
        String scheme = source == null ? "" : source.preset().scheme().describe();
        return "  %-24s %s"
                .formatted(
                        known.name(),
                        switch (known.state()) {
                            case RUNNING -> scheme;
                            case NO_SECRET ->
                                source != null && source.secrets().byHandshake()
                                        ? scheme + "; waits for its provider to bring a secret"
                                        : scheme + "; answers 503: set " + known.name() + ".secret";
                            case STOPPED -> "answers 503: its route is not running";
                        });
    }

    private static String theRest(int count, Settings settings) {
        return "  %-24s %s"
                .formatted(
                        "%d more".formatted(count),
                        settings.sandbox()
                                ? "by the secret \"sandbox\", until another one is set; `bridge sources` lists them"
                                : "answer 503 until <source>.secret is set; `bridge sources` lists them");
    }

    private static boolean isForm(KnownSource known) {
        return known.name().equals("form") && known.state() == SourceState.RUNNING;
    }
}
