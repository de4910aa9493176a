package se.salesbyte.bridge.mapping;

import com.dashjoin.jsonata.JException;
import java.time.DateTimeException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What went wrong in an expression, in words that hold no value of the event. */
final class FaultReason {
    private static final Pattern CODE = Pattern.compile("[STD]\\d{4}");
    // these quote the mapping itself: an operator, a function, the text of $error
    private static final Set<String> SAFE = Set.of("T0410", "T1005", "T1007", "T1008", "T2001", "T2002");
    private static final Set<String> OWN_WORDS = Set.of("D3137", "D3141");

    private FaultReason() {}

    static String of(JException fault) {
        String code = fault.getError();
        if (code == null || !CODE.matcher(code).matches()) {
            return code == null ? "cannot be evaluated" : code;
        } else if (code.startsWith("S") || OWN_WORDS.contains(code)) {
            return text(fault, fault.getCurrent(), fault.getExpected());
        } else if (code.equals("T1006") && fault.getCurrent() instanceof String name) {
            return "there is no function $" + name;
        } else if (SAFE.contains(code)) {
            return tidy(text(fault, fault.getCurrent(), fault.getExpected()));
        }
        return tidy(text(fault, masked(fault.getCurrent()), masked(fault.getExpected())));
    }

    static String of(RuntimeException fault) {
        if (fault instanceof NumberFormatException) {
            return "a text that is no number was given where a number is needed";
        } else if (fault instanceof DateTimeException) {
            return "a text that is no date was given where a date is needed";
        }
        return "cannot be evaluated (" + fault.getClass().getSimpleName() + "): a function got what it cannot take";
    }

    private static String text(JException fault, @Nullable Object first, @Nullable Object second) {
        return JException.msg(fault.getError(), fault.getLocation(), first, second);
    }

    private static String masked(@Nullable Object value) {
        return "<" + Trees.kindOf(value) + ">";
    }

    // the library's texts went through a search and replace, and some placeholders are left over
    private static String tidy(String text) {
        return text.replace("\"<", "<")
                .replace(">\"", ">")
                .replace(" {{token}}", "")
                .replace("Object", "function")
                .replace("{{type}}", "another type");
    }
}
