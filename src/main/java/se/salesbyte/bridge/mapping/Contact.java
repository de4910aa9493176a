package se.salesbyte.bridge.mapping;

import com.dashjoin.jsonata.JException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code $contact(form, what, label, …)}: what a form says of the person, found by the labels that people give such
 * fields. Labels of the caller's count first, then the usual ones in Swedish and English.
 */
final class Contact {
    private static final Labels FIRST =
            Labels.of("first name, your first name, given name, fname, förnamn, ditt förnamn, tilltalsnamn");
    private static final Labels LAST =
            Labels.of("last name, your last name, surname, family name, lname, efternamn, ditt efternamn");

    private static final Map<String, Labels> USUAL = Map.of(
            "name",
            Labels.of(
                    """
                    name, full name, your name, your full name, contact name, contact person, first and last name,
                    what is your name, namn, ditt namn, för- och efternamn, namn och efternamn, fullständigt namn,
                    hela namnet, kontaktperson, vad heter du
                    """),
            "email",
            Labels.of(
                    """
                    email, email address, your email, your email address, work email, business email, e-post,
                    e-postadress, din e-post, din e-postadress, mejl, mejladress, din mejl, mail, mailadress
                    """),
            "phone",
            Labels.of(
                    """
                    phone, phone number, your phone, your phone number, mobile, mobile phone, mobile number,
                    cell phone, telephone, tel, your tel, telefon, telefonnummer, ditt telefonnummer, din telefon,
                    telefonnr, tfn, mobil, mobilnummer, mobiltelefon
                    """),
            "company",
            Labels.of(
                    """
                    company, company name, your company, business name, organization, organisation, företag,
                    företagsnamn, ditt företag, bolag, bolagsnamn, organisationsnamn, firma
                    """),
            "message",
            Labels.of(
                    """
                    message, your message, comment, comments, question, your question, notes, additional notes,
                    how can we help, how can we help you, meddelande, ditt meddelande, kommentar, kommentarer, fråga,
                    din fråga, ärende, ditt ärende, beskrivning, övrigt, vad gäller det, vad gäller ditt ärende,
                    hur kan vi hjälpa dig, vad kan vi hjälpa dig med
                    """));

    /** Those that it knows, the person first. */
    static final List<String> MEANINGS = List.of("name", "email", "phone", "company", "message");

    private Contact() {}

    /** What of {@link #MEANINGS} a label asks for; empty if it is none of the usual ones. */
    static Optional<String> meaningOf(String label) {
        if (FIRST.rankOf(label) != Labels.NONE || LAST.rankOf(label) != Labels.NONE) {
            return Optional.of("name");
        }
        return MEANINGS.stream()
                .filter(what -> Objects.requireNonNull(USUAL.get(what)).rankOf(label) != Labels.NONE)
                .findFirst();
    }

    static @Nullable Object find(List<?> args) {
        Labels usual = args.size() < 2 ? null : USUAL.get(String.valueOf(args.get(1)));
        if (usual == null) {
            throw new JException("$contact(form, what) takes name, email, phone, company or message as what", -1);
        }
        Object form = args.get(0);
        if (form == null) {
            return null;
        }
        Object own = under(Labels.of(args.subList(2, args.size())), form);
        if (own != null) {
            return own;
        }
        return "name".equals(args.get(1)) ? nameIn(form, usual) : under(usual, form);
    }

    /** What is called "Namn" may be the whole name, or the first one beside an "Efternamn". */
    private static @Nullable Object nameIn(Object form, Labels usual) {
        Object name = under(usual, form);
        Object last = under(LAST, form);
        if (name == null) {
            return Given.joined(
                    Stream.of(under(FIRST, form), last)
                            .flatMap(Stream::ofNullable)
                            .toList(),
                    " ");
        }
        return last == null || endsWith(name, last) ? name : name + " " + last;
    }

    private static boolean endsWith(Object name, Object last) {
        return lowerCase(name).endsWith(lowerCase(last));
    }

    private static String lowerCase(Object text) {
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object under(Labels wanted, Object form) {
        if (wanted.isEmpty()) {
            return null;
        }
        Object byName = form instanceof Collection ? null : Parts.joined(Fields.find(form, wanted));
        return byName == null ? Answers.find(form, wanted) : byName;
    }
}
