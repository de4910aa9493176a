/**
 * Message translator: a payload tree becomes the fields of a lead, by the JSONata files in {@code routes/mappings}.
 *
 * <p>Beside JSONata's own functions a mapping has these, with an example each in
 * {@code src/main/docs/mapping-functions.md}. What is missing, null or blank gives nothing, never {@code "null"}:
 *
 * <ul>
 *   <li>{@code $fullName(first, last)} joins the parts that are there
 *   <li>{@code $firstOf(a, b, …)} the first that is not empty
 *   <li>{@code $answer(list, key, …)} the answer to a question, from a list of answers
 *   <li>{@code $field(object, name, …)} the first field that is not empty, however its name is spelt
 *   <li>{@code $json(text)} what a text with JSON in it holds
 *   <li>{@code $lines(a, b, …)} what is there, a line each
 * </ul>
 *
 * {@code $eval} is off: an expression never comes from a payload.
 */
@NullMarked
package se.salesbyte.bridge.mapping;

import org.jspecify.annotations.NullMarked;
