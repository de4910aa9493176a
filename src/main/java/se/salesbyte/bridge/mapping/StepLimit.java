package se.salesbyte.bridge.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.EntryCallback;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Parser.Symbol;

/** Ends an evaluation that would not end by itself: a mapping takes some hundred steps, this allows millions. */
final class StepLimit implements EntryCallback {
    static final String REASON = "does not come to an end: a function of it calls itself without stopping";
    private static final int STEPS = 5_000_000;

    private int steps;

    @Override
    public void callback(Symbol expression, Object input, Frame environment) {
        if (++steps > STEPS) {
            throw new JException(REASON, -1);
        }
    }
}
