package se.salesbyte.bridge.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hears of every call to SalesByte and how it ended. Thread-safe; must not wait. */
public interface CallWatch {
    /** Minds nothing. */
    CallWatch NONE = new CallWatch() {
        @Override
        public @Nullable Instant duplicatesSince() {
            return null;
        }

        @Override
        public int calling() {
            return 0;
        }

        @Override
        public boolean isPaused(QuoteTarget target) {
            return false;
        }

        @Override
        public void ended(int call, @Nullable QuoteTarget target, Outcome outcome) {}

        @Override
        public void notCalled() {}
    };

    /** Whether leads that go there must wait. */
    boolean isPaused(QuoteTarget target);

    /**
     * From when on another lead about the same person that was sent makes one a possible duplicate, which waits; null if
     * none does.
     */
    @Nullable
    Instant duplicatesSince();

    /**
     * The intent of a call is on disk.
     *
     * @return what {@link #ended} is to be told of it
     */
    int calling();

    /**
     * A call has come to that.
     *
     * @param call what {@link #calling} said
     * @param target where it went; null if its route did not say
     */
    void ended(int call, @Nullable QuoteTarget target, Outcome outcome);

    /** A lead that was claimed is done with, and no call was made. */
    void notCalled();
}
