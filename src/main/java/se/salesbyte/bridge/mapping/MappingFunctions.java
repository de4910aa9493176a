package se.salesbyte.bridge.mapping;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions that every mapping has beside JSONata's own. */
final class MappingFunctions {
    private static final int WIDEST = 10_000;

    private MappingFunctions() {}

    static void register(Jsonata expression, Clock clock) {
        register(expression, "fullName", args -> Given.joined(args, " "));
        register(expression, "lines", args -> Given.joined(args, "\n"));
        register(expression, "firstOf", Given::firstOf);
        register(expression, "answer", args -> Answers.find(first(args), names(args)));
        register(expression, "field", args -> Fields.find(first(args), names(args)));
        register(expression, "titled", args -> Titled.answers(first(args), args.size() < 2 ? null : args.get(1)));
        register(expression, "contact", Contact::find);
        register(expression, "utm", Campaign::find);
        register(expression, "json", EmbeddedJson::decode);
        register(expression, "eval", args -> {
            throw new JException("$eval is off: an expression never comes from a payload", -1);
        });
        register(expression, "pad", MappingFunctions::pad); // the library's own takes any width
        // the library's own stand still on every thread but the one that compiled
        register(expression, "now", args -> now(clock, args));
        register(expression, "millis", args -> clock.millis());
    }

    private static void register(Jsonata expression, String name, Function<List<?>, @Nullable Object> function) {
        expression.registerFunction(name, new JFunction((input, args) -> function.apply(args), null));
    }

    private static @Nullable Object pad(List<?> args) {
        if (!(first(args) instanceof String text)) {
            return null;
        }
        Object width = args.size() < 2 ? null : args.get(1);
        if (!(width instanceof Number number) || Math.abs(number.longValue()) > WIDEST) {
            throw new JException("$pad needs a width of at most " + WIDEST, -1);
        }
        return Functions.pad(text, number.intValue(), text(args, 2));
    }

    private static @Nullable Object first(List<?> args) {
        return args.isEmpty() ? null : args.get(0);
    }

    private static Labels names(List<?> args) {
        return Labels.of(args.subList(Math.min(1, args.size()), args.size()));
    }

    private static @Nullable Object now(Clock clock, List<?> args) {
        return Functions.dateTimeFromMillis(clock.millis(), text(args, 0), text(args, 1));
    }

    private static @Nullable String text(List<?> args, int index) {
        return index < args.size() && args.get(index) instanceof String text ? text : null;
    }
}
