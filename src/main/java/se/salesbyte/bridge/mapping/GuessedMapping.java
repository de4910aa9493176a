package se.salesbyte.bridge.mapping;

import java.util.List;
import java.util.Map;

/**
 * A mapping as it was guessed from one event.
 *
 * @param text for its file
 * @param fields which of {@code name, email, phone, company, message} was found, and by what; in that order
 * @param missing which of them was not
 * @param unused the labels of what it does not use, in their order
 */
public record GuessedMapping(String text, Map<String, String> fields, List<String> missing, List<String> unused) {}
