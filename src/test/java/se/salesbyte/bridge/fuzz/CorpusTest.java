package se.salesbyte.bridge.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input that was ever of interest, fed once more. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");

    @TestFactory
    Stream<DynamicContainer> holdsForEveryInputOfTheCorpus() {
        return Arrays.stream(FuzzTargets.values()).map(target -> {
            FuzzTarget opened = target.open();
            return dynamicContainer(
                    target.word(),
                    corpus(target).stream()
                            .map(file -> dynamicTest(
                                    file.getFileName().toString(),
                                    file.toUri(),
                                    () -> opened.feed(new FuzzInput(Files.readAllBytes(file))))));
        });
    }

    @ParameterizedTest
    @EnumSource
    void holdsForCutAndBentInputs(FuzzTargets target) throws IOException {
        FuzzTarget opened = target.open();
        opened.feed(new FuzzInput(new byte[0]));
        for (Path file : corpus(target)) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at += 1 + whole.length / 20) {
                opened.feed(new FuzzInput(Arrays.copyOf(whole, at)));
                byte[] bent = whole.clone();
                bent[at] ^= (byte) 0x80;
                opened.feed(new FuzzInput(bent));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void feedsItsInputsTwice(FuzzTargets target) {
        FuzzTarget opened = target.open();
        byte[] input = "\n\n{}".getBytes(UTF_8);
        opened.feed(new FuzzInput(input));
        opened.feed(new FuzzInput(input));
        assertThat(corpus(target)).isNotEmpty();
    }

    private static List<Path> corpus(FuzzTargets target) {
        try (Stream<Path> files = Files.list(CORPUS.resolve(target.word()))) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
