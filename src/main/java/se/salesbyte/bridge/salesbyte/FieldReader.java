package se.salesbyte.bridge.salesbyte;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns what a mapping or a setting gives for a field into what SalesByte takes. Safe for any number of threads. */
final class FieldReader {
    private static final String NOT_TEXT = "must be text";
    private static final String NOT_BOOLEAN = "must be true or false (1 and 0 count as well)";
    private static final String NOT_INTEGER = "must be a whole number";
    private static final String NOT_TEXT_OR_LIST = "must be text or a list of texts";
    /** Digits that always fit a long. */
    private static final int LONGEST_INTEGER = 18;
    /** 1E+1000000000 written out would fill the memory. */
    private static final int MOST_ZEROS = 100;

    private final PhoneNumbers phones;

    FieldReader(PhoneNumbers phones) {
        this.phones = phones;
    }

    /** The value to send; null if there is none, or if it is not one, which the fault's reason then says. */
    @Nullable
    Object read(CreateLeadField field, @Nullable Object raw, Consumer<String> fault) {
        Object value = raw instanceof String text ? emptyAsNull(text) : raw;
        if (value == null) {
            return null;
        }
        return switch (field.kind()) {
            case TEXT -> field == CreateLeadField.CUSTOMER_PHONE ? phone(value, fault) : text(value, NOT_TEXT, fault);
            case BOOLEAN -> bool(value, fault);
            case INTEGER -> integer(value, fault);
            case TEXT_OR_LIST ->
                value instanceof Collection<?> list ? textOrList(list, fault) : text(value, NOT_TEXT_OR_LIST, fault);
        };
    }

    private @Nullable String phone(Object value, Consumer<String> fault) {
        String number = text(value, NOT_TEXT, fault);
        return number == null ? null : phones.normalise(number);
    }

    static @Nullable String text(Object value, String otherwise, Consumer<String> fault) {
        if (value instanceof String text) {
            return emptyAsNull(text);
        }
        if (value instanceof Boolean bool) {
            return bool.toString();
        }
        BigDecimal number = decimal(value);
        if (number == null) {
            fault.accept(otherwise);
            return null;
        }
        return plain(number);
    }

    private static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return Math.abs(shortest.scale()) > MOST_ZEROS ? shortest.toString() : shortest.toPlainString();
    }

    private static @Nullable Boolean bool(Object value, Consumer<String> fault) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value.equals("true") || value.equals("1") || isNumber(value, BigDecimal.ONE)) {
            return true;
        }
        if (value.equals("false") || value.equals("0") || isNumber(value, BigDecimal.ZERO)) {
            return false;
        }
        fault.accept(NOT_BOOLEAN);
        return null;
    }

    static @Nullable Long integer(Object value, Consumer<String> fault) {
        BigDecimal number = value instanceof String text && isInteger(text) ? new BigDecimal(text) : decimal(value);
        try {
            if (number != null) {
                return number.longValueExact();
            }
        } catch (ArithmeticException e) {
            // a fraction, or beyond 64 bits: told below
        }
        fault.accept(NOT_INTEGER);
        return null;
    }

    private static @Nullable Object textOrList(Collection<?> list, Consumer<String> fault) {
        Set<String> texts = new LinkedHashSet<>();
        for (Object element : list) {
            String text = element == null ? null : text(element, NOT_TEXT_OR_LIST, fault);
            if (text != null) {
                texts.add(text);
            }
        }
        return switch (texts.size()) {
            case 0 -> null;
            case 1 -> texts.iterator().next();
            default -> List.copyOf(texts);
        };
    }

    private static boolean isNumber(Object value, BigDecimal expected) {
        BigDecimal number = decimal(value);
        return number != null && number.compareTo(expected) == 0;
    }

    private static @Nullable BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Integer || value instanceof Long) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        if (!(value instanceof Number)) {
            return null;
        }
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            return null; // NaN and the infinities, which JSON has no form for
        }
    }

    private static boolean isInteger(String text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        int digits = text.length() - start;
        return digits > 0
                && digits <= LONGEST_INTEGER
                && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    }

    private static @Nullable String emptyAsNull(String text) {
        String trimmed = WellFormed.text(Whitespace.trim(text));
        return trimmed.isEmpty() ? null : trimmed;
    }
}
