package se.salesbyte.bridge.delivery;

/** Hears of every call to SalesByte and how it ended. Thread-safe; must not wait. */
public interface CallWatch {
    /** Minds nothing. */
    CallWatch NONE = new CallWatch() {
        @Override
        public int calling() {
            return 0;
        }

        @Override
        public void ended(int call, Outcome outcome) {}

        @Override
        public void notCalled() {}
    };

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
     */
    void ended(int call, Outcome outcome);

    /** A lead that was claimed is done with, and no call was made. */
    void notCalled();
}
