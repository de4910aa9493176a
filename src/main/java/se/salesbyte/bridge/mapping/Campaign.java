package se.salesbyte.bridge.mapping;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code $utm(form)}: where the visitor came from, by the UTM parameters that forms carry in hidden fields. */
final class Campaign {
    private static final List<Labels> PARAMETERS = Labels.each("utm_source", "utm_medium", "utm_campaign");

    private Campaign() {}

    static @Nullable Object find(List<?> args) {
        Object form = args.isEmpty() ? null : args.get(0);
        return form == null ? null : Given.joined(parametersOf(form), " / ");
    }

    private static List<Object> parametersOf(Object form) {
        return PARAMETERS.stream()
                .flatMap(wanted -> Stream.ofNullable(
                        form instanceof Collection ? Answers.find(form, wanted) : Fields.find(form, wanted)))
                .toList();
    }
}
