package se.salesbyte.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;
import se.salesbyte.bridge.salesbyte.ChangedFields;
import se.salesbyte.bridge.salesbyte.CreateLeadField;
import se.salesbyte.bridge.salesbyte.InvalidLeadException;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.store.Resolution;

/** Bodies of the calls that change something: read, or refused with a word. An input is the body, read by each call. */
public final class BodyFuzz implements FuzzTarget {
    private static final PhoneNumbers PHONES = PhoneNumbers.in("SE");
    private static final Set<String> OWN_KEYS = Set.of("profile", "reference", "skip");
    private static final BigInteger LARGEST_ID = BigInteger.TEN.pow(18);

    @Override
    public void feed(FuzzInput input) {
        Buffer body = Buffer.buffer(input.rest());
        allowed(() -> checkWord(PersonsWord.of(JsonBody.of(body, "as", "salesbyteId"))));
        allowed(() -> checkName(FlowCalls.profile(JsonBody.of(body, "profile"))));
        allowed(() -> checkReplay(JsonBody.of(body, "fields", "force", "reason", "state")));
    }

    private static void checkWord(PersonsWord word) {
        assertThat(word.salesbyteId() != null).isEqualTo(word.as() == Resolution.DELIVERED);
        if (word.salesbyteId() != null) {
            assertThat(new BigInteger(word.salesbyteId().toString())).isBetween(BigInteger.ONE, LARGEST_ID);
        }
    }

    private static void checkName(@Nullable String profile) {
        if (profile != null) {
            assertThat(profile).isNotBlank().hasSizeLessThanOrEqualTo(500);
        }
    }

    private static void checkReplay(JsonBody body) {
        body.flag("force");
        checkName(body.text("reason").orElse(null));
        body.text("state").map(Query::stateOf).ifPresent(state -> assertThat(state.word())
                .isNotBlank());
        try {
            ChangedFields.of(body.object("fields"), PHONES).values().forEach((name, value) -> {
                assertThat(OWN_KEYS.contains(name) || CreateLeadField.named(name) != null)
                        .as(name)
                        .isTrue();
                assertThat(value).as(name).isNotEqualTo("").isNotEqualTo(" ");
            });
        } catch (InvalidLeadException refused) {
            assertThat(refused.faults()).isNotEmpty();
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static void allowed(Runnable read) {
        try {
            read.run();
        } catch (CallRefusedException refused) {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().detail()).isNotBlank().hasSizeLessThan(300);
        }
    }
}
