package se.salesbyte.bridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Whitespace;
import se.salesbyte.bridge.store.Customer;
import se.salesbyte.bridge.store.Person;

/**
 * A person known by an e-mail address, in any case, or a phone number, in any of its spellings: {@code +46701234567},
 * {@code 0046 70-123 45 67}, {@code 070 123 45 67}. In a body they are looked for in its parsed values, so that it
 * does not matter how it writes them; in one that cannot be parsed, also behind {@code %40} and {@code \\u0040}. An address that another one ends or begins
 * with is another person's.
 */
final class PersonBy implements Person {
    private static final String GAP = "(?:\\(0\\)|[\\s().\\u00a0/+-])*";

    /** Not behind what may be part of the same address; a quote or brace is part of it behind a letter or digit. */
    private static final String BEFORE_EMAIL =
            "(?<![\\p{L}\\p{M}\\p{N}.!#$%*+^_~-])(?<![\\p{L}\\p{M}\\p{N}]['\u2019`{|}])";

    private static final String BEHIND_EMAIL = "(?![\\p{L}\\p{M}\\p{N}_-]|\\.[\\p{L}\\p{N}_])";
    private static final Pattern ONE_ADDRESS = Pattern.compile("[^\\s@,;:<>()\"]+@[^\\s@,;:<>()\"]+");
    private static final int TRUNK_PREFIX_BEHIND = 4;
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private final PayloadText payloads;
    private final Pattern pattern;
    private final Function<Customer, @Nullable String> field;
    private final Predicate<String> known;

    private PersonBy(
            PayloadText payloads,
            Pattern pattern,
            Function<Customer, @Nullable String> field,
            Predicate<String> known) {
        this.payloads = payloads;
        this.pattern = pattern;
        this.field = field;
        this.known = known;
    }

    /** Whoever has that address. */
    static PersonBy email(String email, PayloadText payloads) {
        String wanted = Whitespace.trim(email);
        Pattern pattern = Pattern.compile(
                BEFORE_EMAIL + Pattern.quote(wanted) + BEHIND_EMAIL, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return new PersonBy(payloads, pattern, Customer::email, kept -> {
            String address = Whitespace.trim(kept);
            return ONE_ADDRESS.matcher(address).matches()
                    ? address.equalsIgnoreCase(wanted)
                    : pattern.matcher(address).find(); // as mapped from "Ada <ada@example.com>", and failed
        });
    }

    /** Whoever has that number. */
    static PersonBy phone(String phone, PhoneNumbers phones, PayloadText payloads) {
        String number = phones.normalise(phone);
        String international = "(?:00)?" + spaced(digits(number));
        String forms = national(number, phones)
                .map(form -> international + "|" + spaced(form))
                .orElse(international);
        Pattern pattern = Pattern.compile("(?<!\\d)(?:" + forms + ")(?!\\d)");
        return new PersonBy(payloads, pattern, Customer::phone, kept -> pattern.matcher(kept)
                .find());
    }

    @Override
    public boolean is(Customer customer) {
        String value = field.apply(customer);
        return value != null && known.test(value);
    }

    @Override
    public boolean maybe(Customer customer) {
        return field.apply(customer) == null;
    }

    @Override
    public boolean isIn(String source, @Nullable String contentType, byte[] body) {
        return isInTree(payloads.unmasked(source, contentType, body));
    }

    @Override
    public boolean isIn(String text) {
        return found(text) || found(unescaped(text)) || found(decoded(text));
    }

    private boolean isInTree(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return map.keySet().stream().anyMatch(this::isInTree)
                    || map.values().stream().anyMatch(this::isInTree);
        }
        if (tree instanceof Collection<?> list) {
            return list.stream().anyMatch(this::isInTree);
        }
        return tree != null && isIn(tree.toString());
    }

    private boolean found(String text) {
        return pattern.matcher(text).find();
    }

    /** The number as dialled within its country, where that is the one that numbers without a country code are of. */
    private static Optional<String> national(String number, PhoneNumbers phones) {
        for (int countryCode = 2; countryCode <= TRUNK_PREFIX_BEHIND && countryCode < number.length(); countryCode++) {
            String form = "0" + number.substring(countryCode);
            if (number.startsWith("+") && phones.normalise(form).equals(number)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    private static String spaced(String digits) {
        return digits.chars().mapToObj(digit -> String.valueOf((char) digit)).collect(joining(GAP));
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "").replaceFirst("^00", "");
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    /** A plus stays one: as a space it would cut an address in two. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) { // a % that is only a %
            return text.replace("%40", "@").replace("%2B", "+").replace("%2b", "+");
        }
    }
}
