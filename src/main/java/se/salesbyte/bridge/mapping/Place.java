package se.salesbyte.bridge.mapping;

/**
 * A place in a mapping file, as editors show it.
 *
 * @param file the file's name, such as {@code routes/mappings/hubspot.jsonata}
 * @param line counted from 1
 * @param column counted from 1
 */
public record Place(String file, int line, int column) {
    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
