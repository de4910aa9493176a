package se.salesbyte.bridge.mapping;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The value that was given under the label that counts most; of one label's, the first. */
final class Best {
    private int rank = Labels.NONE;
    private @Nullable Object value;

    /** Another one, looked at only if it would count more. */
    void offer(int itsRank, Supplier<@Nullable Object> its) {
        if (itsRank < rank) {
            Object given = its.get();
            if (given != null) {
                rank = itsRank;
                value = given;
            }
        }
    }

    /** Null if none was given. */
    @Nullable
    Object value() {
        return value;
    }
}
