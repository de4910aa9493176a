package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt as recorded; see {@link Intent} and {@link Settlement} for what its parts mean. */
public record AttemptRow(
        int number,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String request,
        @Nullable String reference,
        @Nullable String outcome,
        @Nullable Integer status,
        @Nullable String detail,
        @Nullable String failure,
        @Nullable String answer) {}
