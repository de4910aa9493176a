package se.salesbyte.bridge.salesbyte;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;

/** Answers as no SalesByte gives them. An input is the status, the content type, and the body. */
public final class AnswerFuzz implements FuzzTarget {
    private static final String UUID = "0b4f3c1e-1111-4222-8333-944455566677";
    private static final SecretMask MASK = SecretMask.of(List.of(UUID, "api-token"));
    private static final int LONGEST_TEXT = 1000;

    @Override
    public void feed(FuzzInput input) {
        int status = status(input.line());
        Answer answer = Answer.read(status, input.line(), input.rest(), MASK);
        check(answer.id(), LONGEST_TEXT);
        check(answer.message(), LONGEST_TEXT);
        check(answer.excerpt(), LONGEST_TEXT / 2);
        answer.errors().forEach((field, texts) -> {
            check(field, LONGEST_TEXT);
            texts.forEach(text -> check(text, LONGEST_TEXT));
        });
        answer.links().forEach((name, link) -> {
            check(name, Answer.MAX_BODY);
            check(link, Answer.MAX_BODY);
        });
        assertThat(answer.status()).isEqualTo(status);
        if (answer.created()) {
            assertThat(status).isBetween(200, 299);
            assertThat(answer.id()).isNotBlank().isNotEqualTo("0").doesNotStartWith("-");
        }
        assertThat(answer.idValue() == null).isEqualTo(answer.id() == null);
        assertThat(answer.toString()).hasSizeLessThan(10 * Answer.MAX_BODY);
    }

    /** The number that the line is, if that is a status; else any. */
    private static int status(String line) {
        boolean number = line.matches("[1-5]\\d\\d");
        return number ? Integer.parseInt(line) : 100 + Math.floorMod(line.hashCode(), 500);
    }

    private static void check(@Nullable String text, int longest) {
        if (text != null) {
            assertThat(text).hasSizeLessThanOrEqualTo(longest).doesNotContain(UUID, "api-token");
        }
    }
}
