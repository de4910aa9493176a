package se.salesbyte.bridge.salesbyte;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * Brings phone numbers to E.164 where that is certain and leaves the others alone: SalesByte sanitises them itself, and
 * no lead is worth losing over a format. Safe for any number of threads.
 */
public final class PhoneNumbers {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    private final String region;

    private PhoneNumbers(String region) {
        this.region = region;
    }

    /**
     * Reads numbers without a country code as numbers of this region.
     *
     * @param region ISO 3166-1 alpha-2 in upper case, such as {@code SE} ({@code bridge.default-region})
     * @throws IllegalArgumentException if libphonenumber knows no such region
     */
    public static PhoneNumbers in(String region) {
        if (!UTIL.getSupportedRegions().contains(region)) {
            throw new IllegalArgumentException(
                    "\"" + region + "\" is no region with phone numbers: write two capital letters such as SE");
        }
        return new PhoneNumbers(region);
    }

    /** The number as {@code +46701234567}, or as it came: when it is not valid, has an extension, or text behind it. */
    public String normalise(String number) {
        if (hasLetterBehindDigit(number)) {
            return number;
        }
        try {
            PhoneNumber parsed = UTIL.parse(number, region);
            boolean certain = UTIL.isValidNumber(parsed) && !parsed.hasExtension();
            return certain ? UTIL.format(parsed, PhoneNumberFormat.E164) : number;
        } catch (NumberParseException e) {
            return number;
        }
    }

    /** libphonenumber would dial letters as a keypad does, and a name noted behind the number with them. */
    private static boolean hasLetterBehindDigit(String number) {
        boolean digit = false;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            digit |= Character.isDigit(c);
            if (digit && Character.isLetter(c)) {
                return true;
            }
        }
        return false;
    }
}
