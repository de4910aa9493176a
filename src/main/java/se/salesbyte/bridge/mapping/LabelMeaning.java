package se.salesbyte.bridge.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a label that nobody has listed probably asks for, by the words in it; English and Swedish. */
final class LabelMeaning {
    /** As {@link Label} has them, in the order in which they count: a "company e-mail" is an e-mail address. */
    private static final Map<String, List<String>> STEMS = stems();

    private LabelMeaning() {}

    /** One of {@code email, phone, company, message, name}; empty if it is none that one could tell. */
    static Optional<String> of(String label) {
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
