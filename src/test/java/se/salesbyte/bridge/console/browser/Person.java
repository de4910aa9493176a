package se.salesbyte.bridge.console.browser;

import java.util.Locale;

/** A customer who fills in a form. */
record Person(String name, String email, String phone, String company, String message) {
    /** @param tag asks the sandbox for an odd answer, such as {@code 503}; empty for none */
    static Person of(String name, String tag) {
        String local = name.toLowerCase(Locale.ROOT)
                .replace('å', 'a')
                .replace('ä', 'a')
                .replace('ö', 'o')
                .replaceAll("[^a-z]+", ".");
        String email = local + (tag.isEmpty() ? "" : "+" + tag) + "@example.com";
        return new Person(name, email, "", name.replaceAll(".* ", "") + " Bygg AB", "Kan ni ringa mig om offerten?");
    }

    Person phoning(String number) {
        return new Person(name, email, number, company, message);
    }
}
