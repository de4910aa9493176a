package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Finds a person and erases what was found, until nothing is found any more, and then from the disk. */
final class ErasePerson {
    /** Between looking and erasing, a new event of the same person may arrive; not for ever. */
    private static final int ROUNDS = 5;

    private final Dialect dialect;
    private final GroupCommit writer;

    ErasePerson(Dialect dialect, GroupCommit writer) {
        this.dialect = dialect;
        this.writer = writer;
    }

    Erasure erase(Person person) {
        Erasure erased = Erasure.NOTHING;
        try {
            FindTraces find = new FindTraces(dialect.readers());
            Traces traces = find.of(person);
            for (int round = 0; round < ROUNDS && !traces.none(); round++) {
                erase(traces);
                erased = erased.plus(
                        new Erasure(traces.leads().size(), traces.refused().size()));
                traces = find.of(person);
            }
            dialect.wipe();
            return erased;
        } catch (SQLException e) {
            throw new StoreUnavailableException("not everything was erased: do it again. " + e.getMessage(), e);
        }
    }

    private void erase(Traces traces) {
        Optional<String> inDelivery;
        try {
            inDelivery = writer.submit(new EraseTraces(traces)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailableException unavailable ? unavailable : e;
        }
        inDelivery.ifPresent(lead -> {
            throw new BeingDeliveredException(lead);
        });
    }
}
