package se.salesbyte.bridge.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.authoring.SourceDraft;
import se.salesbyte.bridge.camel.LookAtRoutes;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.source.Preset;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;

/** {@code new-source <name> --from <file>}: route, mapping and example of a new source, from one event of it. */
@Command(
        name = "new-source",
        description = "Write route, mapping and example of a new source from one event, and say what to check.",
        footer = "Needs no running bridge, and never writes over a file.")
final class NewSource implements Callable<Integer> {
    private static final String ANY = "form";

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "<name>",
            description = "As in /webhooks/<name>: lower-case letters, digits and dashes.")
    private String name;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "<file>",
            description = "An event as it is sent: a .json, .form, .multipart, .xml or .jwt file.")
    private Path from = Path.of("");

    @Option(
            names = "--preset",
            paramLabel = "<preset>",
            description = "How its requests are verified. Default: the preset of that name, else form, a token.")
    private @Nullable String preset;

    private final Parts parts;

    NewSource(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        if (!Files.isReadable(from)) {
            throw new IllegalArgumentException(from + " cannot be read");
        }
        Settings settings = LoadSettings.ofThisProcess();
        SourceDraft draft = SourceDraft.of(
                source(settings),
                new EventFile(from),
                parts.mappings(settings),
                PhoneNumbers.in(settings.defaultRegion()));
        List<Path> written = WriteFiles.into(settings.home(), draft.files());
        refuseIfBroken(settings, written);
        tell(draft, spec.commandLine().getOut());
        return 0;
    }

    private Source source(Settings settings) {
        Presets presets = Presets.with(settings.home().resolve("routes/presets.yaml"));
        String wanted = preset == null ? presets.named(name).map(Preset::name).orElse(ANY) : preset;
        Preset known = presets.named(wanted)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no preset \"" + wanted + "\": use one of " + presets.names()));
        return new Source(name, known, Secrets.NONE);
    }

    /** What a route may be called is known to its engine alone. */
    private void refuseIfBroken(Settings settings, List<Path> written) {
        LookAtRoutes look = parts.routes(settings);
        String route = settings.home().relativize(written.get(0)).toString();
        List<String> faults =
                look.faults().stream().filter(fault -> fault.startsWith(route)).toList();
        if (!faults.isEmpty()) {
            WriteFiles.takeBack(written);
            throw new IllegalArgumentException(String.join("; ", faults) + "; nothing was written");
        }
    }

    private void tell(SourceDraft draft, PrintWriter out) {
        WriteFiles.tell(out, draft.files().keySet());
        out.println("Guessed:");
        draft.guess().fields().forEach((field, label) -> out.printf("  %-8s from %s%n", field, Printable.of(label)));
        WriteFiles.tellTexts(out, "Not sent yet:", draft.guess().unused());
        out.println("To check:");
        draft.toCheck().forEach(line -> out.println("  - " + Printable.of(line)));
        out.println("Next (a running bridge takes it by itself, with the secret \"sandbox\" in the sandbox; " + name
                + ".secret");
        out.println("in application.properties counts from the next start):");
        out.println("  bin/bridge check");
        out.println("  bin/bridge preview " + name + " " + draft.example());
        out.println("  bin/bridge sign " + name + " " + draft.example() + " | sh");
        out.flush();
    }
}
