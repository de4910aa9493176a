package se.salesbyte.bridge.store;

import org.jspecify.annotations.Nullable;

/** Who the lead is about, as mapped: what people search by. Each null if not known. */
public record Customer(
        @Nullable String name, @Nullable String email, @Nullable String phone, @Nullable String company) {
    /** Nothing known yet. */
    public static final Customer NOBODY = new Customer(null, null, null, null);
}
