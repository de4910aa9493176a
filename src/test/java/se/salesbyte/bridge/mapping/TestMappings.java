package se.salesbyte.bridge.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A folder of mappings, a clock to set, and what was heard of changes. */
final class TestMappings extends Clock implements MappingChanges {
    final List<String> heard = new ArrayList<>();
    final Mappings mappings;
    private final Path folder;
    private Instant now = Instant.parse("2026-11-20T09:15:00Z");
    private int written;

    TestMappings(Path home) {
        folder = home.resolve(Mappings.FOLDER);
        mappings = new Mappings(home, this, this);
    }

    /** Writes a mapping whose time of change differs from all before, and gives it. */
    Mapping write(String name, String text) {
        try {
            Files.createDirectories(folder);
            Path file = Files.writeString(folder.resolve(name + ".jsonata"), text);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + written++));
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
        return mappings.mapping(name);
    }

    void delete(String name) throws IOException {
        Files.delete(folder.resolve(name + ".jsonata"));
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public void loaded(String file) {
        heard.add("loaded " + file);
    }

    @Override
    public void refused(MappingException fault) {
        heard.add("refused " + fault.getMessage());
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
