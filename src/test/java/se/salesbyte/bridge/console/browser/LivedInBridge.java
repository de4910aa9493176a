package se.salesbyte.bridge.console.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A bridge with a week behind it and leads of every kind in it. Its clock shows the present, as the browser's does.
 */
final class LivedInBridge implements AutoCloseable {
    private static final int STEPS = 84;
    private static final Duration STEP = Duration.ofHours(2);
    private static final List<String> FIRST_NAMES = List.of(
            "Åsa", "Örjan", "Märta", "Nils", "Zlatan", "Ingrid", "Björn", "Sanna", "Göran", "Elin", "Fatima", "Ola");
    private static final List<String> LAST_NAMES = List.of(
            "Åkerlund", "Öberg", "Sjöström", "Hellgren", "Nygård", "Wikström", "Lindqvist", "Karimi", "Berg", "Ek");
    private static final String MARKUP = "<img src=x onerror=alert(1)></script><b>\"'&";

    /** What there is a lead of, each untouched by any test. */
    enum Kind {
        CALLED_BACK,
        RETRYING,
        REJECTED,
        MAPPING_FAULT,
        UNKNOWN,
        POSSIBLE_DUPLICATE,
        SKIPPED,
        MARKUP,
        SWEDISH,
        REPLAYED_WITH_CHANGES,
        ERASED
    }

    private final ShiftedClock clock = new ShiftedClock(STEP.multipliedBy(STEPS));
    private final SandboxBridge bridge;
    private final Map<Kind, String> leads = new EnumMap<>(Kind.class);

    private LivedInBridge() {
        bridge = new SandboxBridge(emptyFolder(), clock);
        try {
            aWeekPasses();
            today();
        } catch (RuntimeException e) {
            bridge.close();
            throw e;
        }
    }

    /** The one of this run, started for the first test that needs it. */
    static LivedInBridge of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(LivedInBridge.class))
                .getOrComputeIfAbsent("bridge", key -> new LivedInBridge(), LivedInBridge.class);
    }

    /** The id of the lead of that kind. */
    String lead(Kind kind) {
        return Objects.requireNonNull(leads.get(kind), kind.name());
    }

    /** To post leads of a test's own, each beside one that goes well, so that the circuit breaker stays closed. */
    SandboxBridge bridge() {
        return bridge;
    }

    String management() {
        return bridge.management();
    }

    /** Posts a lead that SalesByte's answer leaves unknown. */
    String postUnknown(String name) {
        bridge.in("delivered", bridge.form(Person.of("Vän till " + name, "")));
        return bridge.in("unknown", bridge.form(Person.of(name, "drop-after-create")));
    }

    /** Posts a lead that SalesByte rejects with 422. */
    String postRejected(String name) {
        return bridge.in("failed", bridge.typeform(Person.of(name, "422")));
    }

    @Override
    public void close() {
        bridge.close();
    }

    private void aWeekPasses() {
        for (int step = 0; step < STEPS; step++) {
            List<String> posted = new ArrayList<>();
            for (int i = 0; i < step * 7 % 4; i++) {
                posted.add(ordinary(step * 4 + i));
            }
            if (step % 17 == 5) {
                bridge.in("failed", bridge.form(Person.of("Vilma " + LAST_NAMES.get(step % 10), "422")));
            }
            posted.forEach(bridge::calledBack);
            clock.catchUp(STEP);
            bridge.wake();
        }
    }

    private String ordinary(int number) {
        String name =
                FIRST_NAMES.get(number % FIRST_NAMES.size()) + " " + LAST_NAMES.get(number * 3 % LAST_NAMES.size());
        Person one = Person.of(name, "");
        Person person = new Person(
                name,
                one.email().replace("@", number + "@"),
                "+4670174%04d".formatted(number),
                one.company(),
                one.message());
        return switch (number % 5) {
            case 0, 1 -> bridge.typeform(person);
            case 2 -> bridge.elementor(person);
            case 3 -> bridge.zapier(person, false);
            default -> bridge.form(person);
        };
    }

    private void today() {
        Person jane = Person.of("Jane Österberg", "").phoning("+46317012233");
        leads.put(Kind.CALLED_BACK, bridge.calledBack(bridge.typeform(jane)));
        leads.put(Kind.POSSIBLE_DUPLICATE, bridge.waiting("possible-duplicate", bridge.form(jane)));
        leads.put(Kind.RETRYING, bridge.in("retrying", bridge.elementor(Person.of("Rune Väntar", "503-3600"))));
        for (String name : List.of("Frida Fel", "Fredrik Fel", "Felicia Fel")) {
            leads.put(Kind.REJECTED, bridge.in("failed", bridge.typeform(Person.of(name, "422"))));
        }
        leads.put(Kind.MAPPING_FAULT, bridge.in("failed", bridge.showroom("4711", "tablet@example.com")));
        leads.put(Kind.UNKNOWN, bridge.in("unknown", bridge.form(Person.of("Ulla Oviss", "drop-after-create"))));
        leads.put(Kind.SKIPPED, bridge.in("skipped", bridge.zapier(Person.of("Test Testsson", ""), true)));
        Person markup = new Person(MARKUP, "markup@example.com", MARKUP, MARKUP, MARKUP);
        leads.put(Kind.MARKUP, bridge.in("delivered", bridge.typeform(markup)));
        leads.put(Kind.SWEDISH, bridge.calledBack(bridge.form(Person.of("Märta Ängsö Åström", ""))));
        leads.put(Kind.REPLAYED_WITH_CHANGES, replayed(bridge.typeform(Person.of("Rut Rättad", "422"))));
        leads.put(Kind.ERASED, erased(bridge.form(Person.of("Glömda Person", ""))));
        bridge.typeform(Person.of("Falsk Avsändare", ""), "another secret");
        bridge.typeform(Person.of("Falsk Avsändare", ""), "yet another one");
    }

    private String replayed(String lead) {
        bridge.in("failed", lead);
        bridge.manage(
                "POST", "/api/leads/" + lead + "/replay", "{\"fields\":{\"customer_email\":\"rut@example.com\"}}");
        return bridge.calledBack(lead);
    }

    private String erased(String lead) {
        bridge.calledBack(lead);
        bridge.manage("DELETE", "/api/leads?email=glomda.person@example.com", "");
        return bridge.in("erased", lead);
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "lived-in-bridge");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
