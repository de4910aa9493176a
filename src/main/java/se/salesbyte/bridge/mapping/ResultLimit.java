package se.salesbyte.bridge.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.ExitCallback;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Parser.Symbol;
import org.jspecify.annotations.Nullable;

/** Ends an evaluation that makes a text of no sensible length, before the next step makes a longer one of it. */
final class ResultLimit implements ExitCallback {
    private static final int CHARACTERS = 16 * 1024 * 1024; // no event is as long

    @Override
    public void callback(Symbol expression, Object input, Frame environment, @Nullable Object result) {
        if (result instanceof String text && text.length() > CHARACTERS) {
            throw new JException("makes a text of more than 16 million characters", -1);
        }
    }
}
