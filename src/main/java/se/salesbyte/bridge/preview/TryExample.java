package se.salesbyte.bridge.preview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.BrokenExampleException;
import se.salesbyte.bridge.mapping.EventMapping;
import se.salesbyte.bridge.mapping.Example;
import se.salesbyte.bridge.mapping.ExpectedAnswer;
import se.salesbyte.bridge.mapping.ExpectedFailure;
import se.salesbyte.bridge.mapping.MappingException;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.salesbyte.FieldFault;
import se.salesbyte.bridge.salesbyte.InvalidLeadException;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.source.Source;

/** Runs examples: what a mapping makes of an event beside what it must make of it. As thread-safe as its rehearsal. */
public final class TryExample {
    /** What is wrong with an example that says both. */
    public static final String NO_ANSWER = "an event that fails gets no answer: leave out one of both";

    private final PhoneNumbers phones;

    private final @Nullable Rehearse rehearse;

    /** Reads phone numbers as the bridge will; of what SalesByte answers nothing is tried. */
    public TryExample(PhoneNumbers phones) {
        this(phones, null);
    }

    /**
     * As the other.
     *
     * @param rehearse takes leads on to where SalesByte answers; null if nothing can
     */
    public TryExample(PhoneNumbers phones, @Nullable Rehearse rehearse) {
        this.phones = phones;
        this.rehearse = rehearse;
    }

    /**
     * What comes otherwise than the example says, a line each, with the file and for each field both values; empty if all
     * is as it shall be.
     *
     * @param mapping that of the source's route, or one that is to take its place
     */
    public List<String> faults(Example example, Source source, EventMapping mapping) {
        try {
            Optional<ExpectedFailure> failure = example.failure();
            return failure.isPresent()
                    ? failing(example, failure.get(), source, mapping)
                    : succeeding(example, source, mapping);
        } catch (BrokenExampleException broken) {
            return List.of(String.valueOf(broken.getMessage()));
        }
    }

    private List<String> succeeding(Example example, Source source, EventMapping mapping) {
        List<String> faults = new ArrayList<>();
        try {
            Map<String, @Nullable Object> fields = mapped(example, source, mapping);
            faults.addAll(example.differences(fields));
            check(fields);
            if (faults.isEmpty()) {
                outcomeFaults(example, fields).forEach(fault -> faults.add(example.answerFile() + ": " + fault));
            }
        } catch (InvalidLeadException invalid) {
            invalid.faults()
                    .forEach(fault -> faults.add(example.eventFile() + ": " + fault.field() + " " + fault.reason()));
        } catch (MappingException | UnparseablePayloadException fault) {
            faults.add(example.eventFile() + ": " + fault.getMessage());
        }
        return faults;
    }

    /**
     * What becomes of the lead otherwise than the example says, field, value and what was expected; empty if it says
     * nothing of it.
     *
     * @param fields as the mapping gave them
     */
    public List<String> outcomeFaults(Example example, Map<String, @Nullable Object> fields) {
        Optional<ExpectedAnswer> answer = example.answer();
        if (answer.isEmpty() || rehearse == null) {
            return List.of();
        }
        try {
            Rehearse.Rehearsed came = rehearse.rehearse(example.source(), fields, answer.get());
            return answer.get().differences(came.outcome(), came.reason(), came.messages());
        } catch (IllegalStateException cannot) {
            return List.of(String.valueOf(cannot.getMessage()));
        }
    }

    private List<String> failing(Example example, ExpectedFailure expected, Source source, EventMapping mapping) {
        if (example.answer().isPresent()) {
            return List.of(example.answerFile() + ": " + NO_ANSWER);
        }
        List<String> differences;
        try {
            boolean skipped = check(mapped(example, source, mapping));
            differences = List.of(
                    "it " + (skipped ? "is skipped" : "becomes a lead") + ", expected a failure: " + expected.reason());
        } catch (InvalidLeadException invalid) {
            differences = expected.differences(
                    ExpectedFailure.VALIDATION, String.valueOf(invalid.getMessage()), errorsOf(invalid));
        } catch (MappingException | UnparseablePayloadException fault) {
            differences = expected.differences(ExpectedFailure.MAPPING, String.valueOf(fault.getMessage()), Map.of());
        }
        return differences.stream()
                .map(difference -> example.leadFile() + ": " + difference)
                .toList();
    }

    private static Map<String, @Nullable Object> mapped(Example example, Source source, EventMapping mapping) {
        return mapping.apply(source.onlyEventIn(example.contentType(), example.event()));
    }

    /** Whether it is skipped; what is not must be a lead. */
    private boolean check(Map<String, @Nullable Object> fields) {
        if (MappedLead.skipReason(fields).isPresent()) {
            return true;
        }
        MappedLead.of(fields, phones);
        return false;
    }

    private static Map<String, List<String>> errorsOf(InvalidLeadException invalid) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        for (FieldFault fault : invalid.faults()) {
            errors.computeIfAbsent(fault.field(), field -> new ArrayList<>()).add(fault.reason());
        }
        return errors;
    }
}
