package se.salesbyte.bridge.fuzz;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import se.salesbyte.bridge.camel.RequestHeadFuzz;
import se.salesbyte.bridge.config.SettingsFuzz;
import se.salesbyte.bridge.console.BodyFuzz;
import se.salesbyte.bridge.console.QueryFuzz;
import se.salesbyte.bridge.delivery.RetryAfterFuzz;
import se.salesbyte.bridge.mapping.MappingFuzz;
import se.salesbyte.bridge.payload.PayloadFuzz;
import se.salesbyte.bridge.salesbyte.AnswerFuzz;
import se.salesbyte.bridge.salesbyte.LeadFuzz;
import se.salesbyte.bridge.salesbyte.QuotesFuzz;
import se.salesbyte.bridge.source.EventsFuzz;
import se.salesbyte.bridge.source.VerificationFuzz;

/** All that is fed, by the names that the corpus and the command know. */
public enum FuzzTargets {
    PAYLOAD(PayloadFuzz::new),
    VERIFICATION(VerificationFuzz::new),
    EVENTS(EventsFuzz::new),
    MAPPING(MappingFuzz::new),
    LEAD(LeadFuzz::new),
    ANSWER(AnswerFuzz::new),
    RETRY_AFTER(RetryAfterFuzz::new),
    QUOTES(QuotesFuzz::new),
    QUERY(QueryFuzz::new),
    BODY(BodyFuzz::new),
    REQUEST_HEAD(RequestHeadFuzz::new),
    SETTINGS(SettingsFuzz::new);

    @SuppressWarnings("ImmutableEnumChecker") // each call makes a new one
    private final Supplier<FuzzTarget> target;

    FuzzTargets(Supplier<FuzzTarget> target) {
        this.target = target;
    }

    /** A new one, for any number of inputs. */
    public FuzzTarget open() {
        return target.get();
    }

    /** The name of its folder in the corpus. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FuzzTargets of(String word) {
        return Arrays.stream(values())
                .filter(target -> target.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + word + ": use one of "
                        + Arrays.stream(values()).map(FuzzTargets::word).toList()));
    }
}
