package se.salesbyte.bridge;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * Makes fields of what a message names: of {@code "… lead={} try={}"} the fields {@code lead} and {@code try}, beside those
 * that the thread has. The first of a name counts.
 */
final class FieldsOfMessage extends Filter<ILoggingEvent> {
    private static final Pattern PLACEHOLDER = Pattern.compile("(?:\\b([a-z]\\w*)=)?\\{}");

    /** Of the encoder's own. */
    private static final Set<String> TAKEN =
            Set.of("@timestamp", "message", "logger", "thread", "level", "stack_trace", "tags");

    @Override
    public FilterReply decide(ILoggingEvent event) {
        Object[] arguments = event.getArgumentArray();
        if (arguments != null && event instanceof LoggingEvent line) {
            Set<String> names = new HashSet<>(TAKEN);
            names.addAll(event.getMDCPropertyMap().keySet());
            Matcher placeholder = PLACEHOLDER.matcher(event.getMessage());
            for (int i = 0; i < arguments.length && placeholder.find(); i++) {
                String name = placeholder.group(1);
                if (name != null && arguments[i] != null && names.add(name)) {
                    line.addKeyValuePair(new KeyValuePair(name, plain(arguments[i])));
                }
            }
        }
        return FilterReply.NEUTRAL;
    }

    private static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
