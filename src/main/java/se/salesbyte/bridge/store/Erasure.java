package se.salesbyte.bridge.store;

/**
 * What was erased.
 *
 * @param leads how many leads
 * @param refused how many refused requests
 */
public record Erasure(int leads, int refused) {
    static final Erasure NOTHING = new Erasure(0, 0);

    /** Whether that is nothing. */
    public boolean none() {
        return leads == 0 && refused == 0;
    }

    Erasure plus(Erasure more) {
        return new Erasure(leads + more.leads, refused + more.refused);
    }
}
