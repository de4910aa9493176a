package se.salesbyte.bridge.reload;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.camel.SourceRoute;
import se.salesbyte.bridge.mapping.BrokenExampleException;
import se.salesbyte.bridge.mapping.EventMapping;
import se.salesbyte.bridge.mapping.Example;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.MappingException;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.preview.Rehearse;
import se.salesbyte.bridge.preview.TryExample;
import se.salesbyte.bridge.salesbyte.InvalidLeadException;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;

/** Runs the examples of a source, without showing what is in them. */
final class TryExamples {
    private final Path home;
    private final PhoneNumbers phones;

    TryExamples(Path home, PhoneNumbers phones) {
        this.home = home;
        this.phones = phones;
    }

    /** The first fault, one line with its place; empty if all is well. */
    Optional<String> fault(SourceRoute route, EventMapping mapping) {
        try {
            return new Examples(home)
                    .of(route.source().name()).stream()
                            .flatMap(example -> fault(route, mapping, example).stream())
                            .findFirst();
        } catch (BrokenExampleException | UncheckedIOException broken) {
            return Optional.of(below(String.valueOf(broken.getMessage())));
        }
    }

    /**
     * The first of those that say what SalesByte answers of which something else becomes, one line with its place; empty
     * if there is none.
     *
     * @param mapping of which nothing else is wrong
     * @param rehearse takes leads through the shared routes
     */
    Optional<String> outcomeFault(SourceRoute route, EventMapping mapping, Rehearse rehearse) {
        TryExample attempt = new TryExample(phones, rehearse);
        try {
            return new Examples(home)
                    .of(route.source().name()).stream()
                            .filter(example -> example.answer().isPresent())
                            .flatMap(example -> outcomeFaults(route, mapping, example, attempt).stream()
                                    .map(fault -> below(example.answerFile().toString()) + ":1:1: " + fault))
                            .findFirst();
        } catch (BrokenExampleException | UncheckedIOException broken) {
            return Optional.of(below(String.valueOf(broken.getMessage())));
        }
    }

    private static List<String> outcomeFaults(
            SourceRoute route, EventMapping mapping, Example example, TryExample attempt) {
        if (example.failure().isPresent()) {
            return example.answer().isPresent() ? List.of(TryExample.NO_ANSWER) : List.of();
        }
        try {
            Object event = route.source().onlyEventIn(example.contentType(), example.event());
            return attempt.outcomeFaults(example, mapping.apply(event));
        } catch (MappingException | UnparseablePayloadException toldElsewhere) {
            return List.of();
        }
    }

    private Optional<String> fault(SourceRoute route, EventMapping mapping, Example example) {
        String file = below(example.eventFile().toString());
        try {
            if (example.failure().isPresent()) {
                return new TryExample(phones)
                                .faults(example, route.source(), mapping)
                                .isEmpty()
                        ? Optional.empty()
                        : Optional.of(file + ":1:1: does not fail as "
                                + below(example.leadFile().toString()) + " says: `bridge check` shows how");
            }
            Object event = route.source().onlyEventIn(example.contentType(), example.event());
            Map<String, @Nullable Object> fields = mapping.apply(event);
            List<String> differing = example.differingFields(fields);
            if (!differing.isEmpty()) {
                return Optional.of(mapping.placeOf(differing.get(0)) + ": " + String.join(", ", differing) + " not as "
                        + below(example.leadFile().toString()) + " says: `bridge check` shows how");
            }
            if (MappedLead.skipReason(fields).isEmpty()) {
                MappedLead.of(fields, phones);
            }
            return Optional.empty();
        } catch (InvalidLeadException invalid) {
            String field = invalid.faults().get(0).field();
            return Optional.of(mapping.placeOf(field) + ": " + field + " "
                    + invalid.faults().get(0).reason() + ", by " + file);
        } catch (MappingException broken) {
            return Optional.of(broken.getMessage() + ", by " + file);
        } catch (UnparseablePayloadException | BrokenExampleException broken) {
            return Optional.of(file + ":1:1: " + below(String.valueOf(broken.getMessage())));
        }
    }

    private String below(String text) {
        String folder = home.toString();
        return folder.isEmpty() ? text : text.replace(folder + "/", ""); // empty: the working directory
    }
}
