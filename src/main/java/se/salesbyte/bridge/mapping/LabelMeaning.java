package se.salesbyte.bridge.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a field's label probably asks for, by the usual ones and by the words in it; English and Swedish. */
public final class LabelMeaning {
    /** As {@link Label} has them, in the order in which they count: a "company e-mail" is an e-mail address. */
    private static final Map<String, List<String>> STEMS = stems();

    private LabelMeaning() {}

    /** One of {@code email, phone, company, message, name}; empty if it is none that one could tell. */
    public static Optional<String> of(String label) {
        Optional<String> usual = Contact.meaningOf(label);
        if (usual.isPresent()) {
            return usual;
        }
        String letters = Label.of(label);
        return STEMS.entrySet().stream()
                .filter(stems -> stems.getValue().stream().anyMatch(letters::contains))
                .map(Map.Entry::getKey)
                .findFirst()
                .filter(meaning -> !meaning.isEmpty());
    }

    /** Whether it is one of the usual labels, word for word: then it is no answer. */
    public static boolean isUsual(String label) {
        return Contact.meaningOf(label).isPresent();
    }

    /** The question of one answer in a list of answers; empty if it is no answer. */
    public static Optional<String> questionOf(Map<?, ?> answer) {
        return Optional.ofNullable(Answers.questionOf(answer));
    }

    /** What labels are compared by: letters and digits without case and accents; empty if there is none. */
    public static String plain(String label) {
        return Label.of(label);
    }

    private static Map<String, List<String>> stems() {
        Map<String, List<String>> stems = new LinkedHashMap<>();
        stems.put(
                "",
                List.of("username", "filename", "formname", "anvandarnamn", "formularnamn", "template", "emailtype"));
        stems.put("email", List.of("email", "epost", "mejl", "mailadress"));
        stems.put("phone", List.of("phone", "telefon", "mobil", "cellnumber"));
        stems.put("company", List.of("company", "foretag", "bolag", "organisation", "organization", "employer"));
        stems.put(
                "message",
                List.of(
                        "message",
                        "meddelande",
                        "comment",
                        "kommentar",
                        "howcanwe",
                        "hurkanvi",
                        "vadkanvi",
                        "describe",
                        "beskriv",
                        "arende",
                        "enquiry",
                        "inquiry",
                        "forfragan"));
        stems.put(
                "name",
                List.of("fullname", "yourname", "contactname", "customername", "kundnamn", "namn", "vadheterdu"));
        return stems;
    }
}
