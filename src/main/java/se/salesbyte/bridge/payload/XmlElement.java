package se.salesbyte.bridge.payload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;

/**
 * One element while it is read. With only text in it, it is that text; with {@code xsi:nil} it is null; else an object
 * of its children by name, its attributes as {@code @name}, and its text, if there is any, as {@code #text}. What occurs
 * several times is a list. Prefixes are dropped. {@code xsi:type} alone makes no object of a text.
 */
final class XmlElement {
    private final Map<String, List<@Nullable Object>> fields = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private boolean onlyText = true;
    private boolean nil;

    void attribute(@Nullable String namespace, String name, String value) {
        if (!XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace)) {
            onlyText = false;
            add("@" + name, value);
        } else if (name.equals("nil")) {
            nil = value.equals("true") || value.equals("1");
        } else if (name.equals("type")) {
            add("@type", value);
        }
    }

    void child(String name, @Nullable Object value) {
        onlyText = false;
        add(name, value);
    }

    void text(String more) {
        text.append(more);
    }

    @Nullable
    Object value() {
        if (nil) {
            return null;
        }
        if (onlyText) {
            return text.toString();
        }
        if (!text.toString().isBlank()) {
            add("#text", text.toString());
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        fields.forEach((name, values) -> object.put(name, values.size() == 1 ? values.get(0) : values));
        return object;
    }

    private void add(String name, @Nullable Object value) {
        fields.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }
}
