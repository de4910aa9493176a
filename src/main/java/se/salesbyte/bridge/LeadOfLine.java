package se.salesbyte.bridge;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;

/** The lead that the thread works on, and its source, unless the message names them itself. */
final class LeadOfLine extends ClassicConverter {
    private static final List<String> KEYS = List.of("lead", "source");

    @Override
    public String convert(ILoggingEvent event) {
        Map<String, String> thread = event.getMDCPropertyMap();
        if (thread.isEmpty()) {
            return "";
        }
        StringBuilder named = new StringBuilder();
        for (String key : KEYS) {
            String value = thread.get(key);
            if (value != null && !event.getFormattedMessage().contains(key + "=")) {
                named.append(' ').append(key).append('=').append(value);
            }
        }
        return named.toString();
    }
}
