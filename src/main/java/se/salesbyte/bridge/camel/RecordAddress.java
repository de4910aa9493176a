package se.salesbyte.bridge.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.source.TreePath;

/**
 * Where a provider is asked for the record of an event: {@code https://api.example.com/contacts/{objectId}}, with the value
 * at that dot path of the event in place of the braces. Of a URN ({@code urn:li:leadGenFormResponse:7}) it is the last part.
 *
 * @param template with at least one pair of braces
 */
record RecordAddress(String template) {
    private static final Pattern PATH = Pattern.compile("\\{([^{}]+)}");

    RecordAddress {
        Matcher paths = PATH.matcher(template);
        if (!template.startsWith("https://") && !template.startsWith("http://")) {
            throw new IllegalArgumentException(
                    "lead:fetch: url does not begin with https://: write the address of the provider's API");
        }
        if (!paths.find()) {
            throw new IllegalArgumentException("lead:fetch: url names nothing of the event: write the path of the id"
                    + " in braces, such as {objectId}");
        }
        do {
            TreePath.of(paths.group(1)); // throws if it is none
        } while (paths.find());
    }

    /** By which of Camel's two components it is called: each may have a proxy of its own. */
    String scheme() {
        return template.substring(0, template.indexOf(':'));
    }

    /**
     * The address for that event. Whatever is in the event stays within its segment or parameter.
     *
     * @throws NoRecordException if the event lacks one of the values
     */
    String of(@Nullable Object event) {
        return PATH.matcher(template).replaceAll(path -> Matcher.quoteReplacement(encoded(path.group(1), event)));
    }

    private static String encoded(String path, @Nullable Object event) {
        return TreePath.of(path)
                .textIn(event)
                .map(RecordAddress::lastOfUrn)
                .filter(id -> !id.matches("\\.*")) // a segment of dots goes up, or nowhere
                .map(id -> URLEncoder.encode(id, UTF_8).replace("+", "%20"))
                .orElseThrow(
                        () -> NoRecordException.ever("the event has no " + path + ", by which its record is fetched"));
    }

    private static String lastOfUrn(String id) {
        return Optional.of(id)
                .filter(urn -> urn.startsWith("urn:"))
                .map(urn -> urn.substring(urn.lastIndexOf(':') + 1))
                .orElse(id);
    }
}
