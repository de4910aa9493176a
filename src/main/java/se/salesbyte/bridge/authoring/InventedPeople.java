package se.salesbyte.bridge.authoring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who takes whose place: the same word, address or number always becomes the same invented one, which is never a real one of
 * this event. Learn all of it first. Confined to one event.
 */
final class InventedPeople {
    static final Pattern EMAIL = Pattern.compile("[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*");
    static final Pattern PHONE = Pattern.compile("(?<![\\p{L}\\p{N}])(?:\\+|0)[\\d\\s()./-]{5,}\\d");
    static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Pattern ANY = Pattern.compile(EMAIL + "|" + PHONE + "|" + WORD);

    private static final List<String> NAMES = List.of(
            "Alva", "Exempel", "Bosse", "Provsson", "Cilla", "Testlund", "David", "Modell", "Elsa", "Skiss", "Fia");
    private static final Set<String> NO_NAMES = Set.of(
            "ab",
            "hb",
            "kb",
            "aktiebolag",
            "inc",
            "ltd",
            "llc",
            "gmbh",
            "as",
            "oy",
            "co",
            "och",
            "and",
            "the",
            "of",
            "von",
            "af",
            "de",
            "mr",
            "mrs",
            "ms",
            "dr",
            "com",
            "se",
            "org",
            "net",
            "www",
            "info",
            "gmail",
            "hotmail",
            "outlook",
            "example",
            "kontakt",
            "contact",
            "sales",
            "mail",
            "name",
            "namn",
            "test");

    /** Numbers that are kept free for invented people: 070-174 06 05 to 070-174 06 99. */
    private static final int FIRST_PHONE = 701_740_605;

    private static final int PHONES = 95;
    private static final int COMPARED_DIGITS = 7;

    private final Set<String> real = new HashSet<>();
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> emails = new HashMap<>();
    private final Map<String, Integer> phones = new HashMap<>();
    private int taken;

    /** The words of a name of a person or company are theirs. */
    void learnName(String name) {
        WORD.matcher(name).results().forEach(word -> learnWord(word.group()));
    }

    /** So are the e-mail addresses and phone numbers in a text, and the words in an address. */
    void learnFrom(String text) {
        EMAIL.matcher(text).results().forEach(email -> {
            real.add(lower(email.group()));
            WORD.matcher(email.group())
                    .results()
                    .filter(word -> word.group().length() > 2)
                    .forEach(word -> learnWord(word.group()));
        });
        PHONE.matcher(text).results().forEach(phone -> real.add(compared(phone.group())));
    }

    /** A name with each word and digit of it invented. */
    String name(String name) {
        learnName(name);
        return replace(WORD, name, this::any).replaceAll("\\p{Nd}", "1");
    }

    /** A text with what is known of them replaced, all else left. */
    String replaceKnown(String text) {
        return replaceKnown(text, word -> true);
    }

    /** The same, but of the words only those that may be a person's here. */
    String replaceKnown(String text, Predicate<String> mayBe) {
        return replace(ANY, text, found -> !WORD.matcher(found).matches() || mayBe.test(found) ? any(found) : found);
    }

    /** What of them a text speaks of, invented; each once. */
    Set<String> namedIn(String text) {
        Set<String> named = new LinkedHashSet<>();
        ANY.matcher(text).results().map(MatchResult::group).forEach(found -> {
            String invented = any(found);
            if (!invented.equals(found)) {
                named.add(invented);
            }
        });
        return named;
    }

    String emailFor(String email) {
        real.add(lower(email));
        return emails.computeIfAbsent(lower(email), another -> nextEmail());
    }

    /** In the spelling of the real one: with a country code or without, with spaces or without. */
    String phoneFor(String phone) {
        String digits = digits(phone);
        real.add(compared(phone));
        int number = phones.computeIfAbsent(compared(phone), another -> nextPhone());
        if (phone.strip().startsWith("+")) {
            return "+46" + number;
        } else if (digits.startsWith("00")) {
            return "0046" + number;
        } else if (!digits.startsWith("0")) {
            return "46" + number;
        }
        String local = "0" + number;
        return phone.strip().equals(digits)
                ? local
                : String.join(
                        " ",
                        local.substring(0, 3) + "-" + local.substring(3, 6),
                        local.substring(6, 8),
                        local.substring(8));
    }

    private String any(String found) {
        if (EMAIL.matcher(found).matches()) {
            return emailFor(found);
        } else if (PHONE.matcher(found).matches()) {
            return phoneFor(found);
        }
        return WORD.matcher(found).matches() && real.contains(lower(found)) && !NO_NAMES.contains(lower(found))
                ? inCaseOf(found, words.computeIfAbsent(lower(found), another -> nextWord()))
                : found;
    }

    private void learnWord(String word) {
        if (!NO_NAMES.contains(lower(word))) {
            real.add(lower(word));
        }
    }

    private String nextWord() {
        String next;
        do {
            next = taken < NAMES.size()
                    ? NAMES.get(taken)
                    : "Namn" + (char) ('a' + taken / 26 % 26) + (char) ('a' + taken % 26);
            taken++;
        } while (real.contains(lower(next)));
        return next;
    }

    private String nextEmail() {
        int number = emails.size();
        String next;
        do {
            number++;
            next = "kund" + number + "@example.com";
        } while (real.contains(next) || emails.containsValue(next));
        return next;
    }

    private int nextPhone() {
        for (int i = 0; i < PHONES; i++) {
            int next = FIRST_PHONE + (phones.size() + i) % PHONES;
            if (!real.contains(compared(String.valueOf(next))) && !phones.containsValue(next)) {
                return next;
            }
        }
        return FIRST_PHONE; // more of them than numbers: two share one
    }

    private static String compared(String phone) {
        String digits = digits(phone);
        return digits.substring(Math.max(0, digits.length() - COMPARED_DIGITS));
    }

    private static String digits(String phone) {
        return phone.replaceAll("\\D", "");
    }

    private static String inCaseOf(String word, String invented) {
        if (word.equals(lower(word))) {
            return lower(invented);
        }
        boolean shouted = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
        return shouted ? invented.toUpperCase(Locale.ROOT) : invented;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String replace(Pattern pattern, String text, UnaryOperator<String> invented) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(invented.apply(found.group())));
    }
}
