package se.salesbyte.bridge.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;
import se.salesbyte.bridge.fuzz.TreeFacts;

/**
 * Bodies of every format. An input is the content type, the names of fields that hold JSON ({@code jwt} first for a
 * token), the path to split by, a line each, and the body.
 */
public final class PayloadFuzz implements FuzzTarget {
    private static final String JSON = MediaType.JSON.standard();
    private static final int MOST_EVENTS = 1_000;
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final PayloadParser parser = new PayloadParser();

    @Override
    public void feed(FuzzInput input) {
        String contentType = input.line();
        Decoding decoding = decodingOf(input.line());
        Split split = splitOf(input.line());
        byte[] body = input.rest();
        Object tree = parsed(contentType, body, decoding);
        if (tree != null) {
            checkTree(tree, body.length);
            checkEvents(tree, split);
        }
    }

    private @Nullable Object parsed(String contentType, byte[] body, Decoding decoding) {
        try {
            return parser.parse(contentType, body, decoding);
        } catch (UnparseablePayloadException refused) {
            assertThat(refused.what()).isNotBlank();
            assertThat(refused.getMessage())
                    .hasSizeLessThan(300 + String.valueOf(decoding).length());
            return null;
        }
    }

    private void checkTree(Object tree, int length) {
        TreeFacts facts = TreeFacts.of(tree);
        assertThat(facts.depth()).isLessThanOrEqualTo(PayloadParser.MAX_DEPTH);
        assertThat(facts.nodes()).isLessThanOrEqualTo(3L * length + 3);
        assertThat(facts.characters()).isLessThanOrEqualTo(3L * length + 20);
        assertThat(parser.parse(JSON, TreeJson.write(tree))).isEqualTo(tree);
    }

    private void checkEvents(Object tree, Split split) {
        try {
            List<SplitEvent> events = split.eventsIn(tree);
            assertThat(events).hasSizeBetween(1, MOST_EVENTS);
            long bytes = 0;
            for (SplitEvent event : events) {
                byte[] json = event.json();
                if (json == null) {
                    assertThat(events).hasSize(1);
                    assertThat(event.tree()).isSameAs(tree);
                } else {
                    assertThat(parser.parse(JSON, json)).isEqualTo(event.tree());
                    bytes += json.length;
                }
            }
            assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
        } catch (UnparseablePayloadException tooMany) {
            assertThat(tooMany.what()).contains("send fewer at a time");
        }
    }

    private static Decoding decodingOf(String line) {
        List<String> words =
                Arrays.stream(line.split(",")).filter(word -> !word.isBlank()).toList();
        boolean jwt = !words.isEmpty() && words.get(0).equals("jwt");
        return new Decoding(jwt, jwt ? words.subList(1, words.size()) : words);
    }

    private static Split splitOf(String line) {
        try {
            return Split.at(line);
        } catch (IllegalArgumentException noPath) {
            return Split.NONE;
        }
    }
}
