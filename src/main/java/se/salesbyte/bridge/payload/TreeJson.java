package se.salesbyte.bridge.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Writes a tree as JSON that reads back as the same tree. */
public final class TreeJson {
    // escaped, half a surrogate pair goes through as it came; in UTF-8 there is no way to write it
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private TreeJson() {}

    /**
     * The tree in UTF-8.
     *
     * @param tree maps, lists and scalars
     * @throws IllegalArgumentException if it is anything else
     */
    public static byte[] write(@Nullable Object tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException noTree) {
            throw new IllegalArgumentException("not a tree of a payload", noTree);
        }
    }
}
