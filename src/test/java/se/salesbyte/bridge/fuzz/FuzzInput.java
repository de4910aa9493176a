package se.salesbyte.bridge.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One input, taken apart from its beginning: lines first, then the rest. So the files of the corpus can be read. */
public final class FuzzInput {
    private final byte[] bytes;
    private int at;

    public FuzzInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next line, as a header's value is read: a character for each byte; empty at the end. */
    public String line() {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        String line = new String(bytes, at, end - at, ISO_8859_1);
        at = Math.min(bytes.length, end + 1);
        return line;
    }

    /** The lines before the next empty one. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    /** All that is left. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    /** The length of the whole. */
    public int length() {
        return bytes.length;
    }
}
