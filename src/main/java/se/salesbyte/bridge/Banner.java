package se.salesbyte.bridge;

import java.io.PrintStream;
import java.util.List;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceState;

/** What a start tells its operator: the mode, the addresses, the sources, and in sandbox mode what to try first. */
final class Banner {
    private Banner() {}

    static void print(Settings settings, List<KnownSource> sources, PrintStream out) {
        String webhooks = settings.publicListener().address("/webhooks/").toString();
        String management = settings.managementListener().address("/").toString();
        out.println();
        out.println("SalesByte Bridge is running in "
                + (settings.sandbox()
                        ? "SANDBOX mode: leads go to the built-in" + " sandbox, nothing reaches SalesByte or a customer"
                        : "LIVE mode: leads go to " + settings.salesByte().url()));
        out.println();
        out.println("  Webhooks    " + webhooks + "{source}");
        out.println("  Management  " + management + "  (api/leads, observe/health, observe/metrics"
                + (settings.sandbox() ? ", sandbox/)" : ")"));
        out.println("  Data        " + settings.storeFile().toAbsolutePath().normalize());
        out.println();
        sources.forEach(source -> out.println(line(source)));
        if (settings.sandbox() && sources.stream().anyMatch(Banner::isForm)) {
            out.println();
            out.println("Try it:");
            out.println("  curl -d name='Ada Lovelace' -d email=ada@example.com -d phone=070-1740605 '" + webhooks
                    + "form?token=" + token(settings) + "'");
            out.println("  curl '" + management + "api/leads'");
        }
        out.println();
        out.flush();
    }

    private static String line(KnownSource known) {
        Source source = known.source();
        String scheme = source == null ? "" : source.preset().scheme().describe();
        return "  %-24s %s"
                .formatted(
                        known.name(),
                        switch (known.state()) {
                            case RUNNING -> scheme;
                            case NO_SECRET -> scheme + "; answers 503: set " + known.name() + ".secret";
                            case STOPPED -> "answers 503: its route is not running";
                        });
    }

    private static boolean isForm(KnownSource known) {
        return known.name().equals("form") && known.state() == SourceState.RUNNING;
    }

    /** Only in sandbox mode, where it guards nothing. */
    private static String token(Settings settings) {
        return settings.source("form").secrets().get(0);
    }
}
