package se.salesbyte.bridge.store;

import org.jspecify.annotations.Nullable;

/** Who is to be erased, and how to know them again. For any thread. */
public interface Person {
    /** Whether that customer is this person. */
    boolean is(Customer customer);

    /** Whether nothing is known of that customer that would tell: then the payload decides. */
    boolean maybe(Customer customer);

    /** Whether this person is named in that body, which a source of that name got. */
    boolean isIn(String source, @Nullable String contentType, byte[] body);

    /** Whether this person is named in that URL or header. */
    boolean isIn(String text);
}
