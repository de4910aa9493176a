package se.salesbyte.bridge.console;

import java.util.Optional;
import java.util.regex.Pattern;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.store.Person;

/** Of whom a call is, by its parameters {@code email} or {@code phone}. */
final class WhichPerson {
    static final String EMAIL = "email";
    static final String PHONE = "phone";

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final int FEWEST_DIGITS = 6;

    private WhichPerson() {}

    /** @throws CallRefusedException unless it is one of the two, and can be one */
    static Person of(Query query, PhoneNumbers phones, PayloadText payloads) {
        Optional<String> email = query.text(EMAIL);
        Optional<String> phone = query.text(PHONE);
        if (email.isPresent() == phone.isPresent()) {
            throw refused("say whom: either email or phone");
        }
        if (email.isPresent()) {
            if (!ADDRESS.matcher(email.get()).matches()) {
                throw refused("email is no address");
            }
            return PersonBy.email(email.get(), payloads);
        }
        if (phone.get().chars().filter(Character::isDigit).count() < FEWEST_DIGITS) {
            throw refused("phone must have " + FEWEST_DIGITS + " digits or more (a + in a URL is written %2B)");
        }
        return PersonBy.phone(phone.get(), phones, payloads);
    }

    private static CallRefusedException refused(String detail) {
        return new CallRefusedException(JsonProblem.badRequest(detail));
    }
}
