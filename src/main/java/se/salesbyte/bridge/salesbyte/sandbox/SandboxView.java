package se.salesbyte.bridge.salesbyte.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** The four pages of a quote, by the names that Create Lead's answer gives their links. */
enum SandboxView {
    EDIT("edit", "Edit", "What a salesperson would edit in SalesByte."),
    CUSTOMER_VIEW("customer_view", "Customer view", "What the customer would see."),
    CUSTOMER_VERIFICATE("customer_verificate", "Verification", "Where the customer would find the signed quote."),
    CUSTOMER_PROJECT_APPROVAL(
            "customer_project_approval", "Project approval", "Where the customer would approve the finished project.");

    private final String link;
    private final String title;
    private final String purpose;

    SandboxView(String link, String title, String purpose) {
        this.link = link;
        this.title = title;
        this.purpose = purpose;
    }

    String title() {
        return title;
    }

    String purpose() {
        return purpose;
    }

    /** The id in a path; one that no quote has if it is no number. */
    static long id(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Below the sandbox's base, as SalesByte's own samples have it. */
    String path(SandboxQuote quote) {
        return switch (this) {
            case EDIT -> "/offerter/" + quote.id() + "/redigera";
            case CUSTOMER_VIEW -> "/view/" + quote.key();
            case CUSTOMER_VERIFICATE -> "/signed/" + quote.key();
            case CUSTOMER_PROJECT_APPROVAL -> "/view/" + quote.key() + "?project_approval=1";
        };
    }

    /** All four, by name, below that base. */
    static Map<String, String> links(String base, SandboxQuote quote) {
        Map<String, String> links = new LinkedHashMap<>();
        for (SandboxView view : values()) {
            links.put(view.link, base + view.path(quote));
        }
        return links;
    }
}
