package se.salesbyte.bridge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One Typeform submission of about 2 KB, signed. No two are alike: a number and the time it was due are in its id and in
 * its message, and so in the lead and in the callback.
 */
final class Event {
    static final String SECRET = "bench-secret";

    private static final String HEAD = "{\"event_id\":\"01KAGVC3V9M3Q5B2ZJ7Y4XH8TD\",\"event_type\":\"form_response\","
            + "\"form_response\":{\"token\":\"";
    private static final String MIDDLE =
            """
            ","form_id":"lT4Z3j","landed_at":"2026-11-20T09:13:10Z","submitted_at":"2026-11-20T09:14:56Z","hidden":{"utm_source":"newsletter"},\
            "definition":{"id":"lT4Z3j","title":"Kontakta oss","fields":[\
            {"id":"n1","ref":"name","type":"short_text","title":"Vad heter du?"},\
            {"id":"e1","ref":"email","type":"email","title":"Din e-post"},\
            {"id":"p1","ref":"phone","type":"phone_number","title":"Telefon"},\
            {"id":"c1","ref":"company","type":"short_text","title":"Företag"},\
            {"id":"m1","ref":"message","type":"long_text","title":"Vad gäller det?"},\
            {"id":"s1","ref":"size","type":"multiple_choice","title":"Antal anställda","choices":[\
            {"id":"a","label":"1-9","ref":"r1"},{"id":"b","label":"10-49","ref":"r2"},\
            {"id":"c","label":"50-249","ref":"r3"},{"id":"d","label":"250 eller fler","ref":"r4"}]}],"endings":[]},\
            "answers":[{"type":"text","text":"Sofia Bergqvist","field":{"id":"n1","ref":"name","type":"short_text"}},\
            {"type":"email","email":"sofia.bergqvist@example.com","field":{"id":"e1","ref":"email","type":"email"}},\
            {"type":"phone_number","phone_number":"+46701740615","field":{"id":"p1","ref":"phone","type":"phone_number"}},\
            {"type":"text","text":"Bergqvist Juridik AB","field":{"id":"c1","ref":"company","type":"short_text"}},\
            {"type":"text","text":\"""";
    private static final String TAIL =
            """
             Vi vill boka en genomgång av solceller till vårt kontor i Göteborg: taket är 400 kvadratmeter, lutar åt \
            söder och är lagt om för tre år sedan. Ring gärna på förmiddagen, vi sitter i möten efter lunch.",\
            "field":{"id":"m1","ref":"message","type":"long_text"}},\
            {"type":"choice","choice":{"id":"b","label":"10-49","ref":"r2"},"field":{"id":"s1","ref":"size",\
            "type":"multiple_choice"}}],"ending":{"id":"dN5FLyFpCMFo","ref":"01GRC8GR2017M6WW347T86VV39"}}}""";

    private final Mac mac;

    Event() {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole HTTP request of the event with that mark. Not thread-safe. */
    byte[] request(Mark mark, String host) {
        byte[] body = body(mark);
        byte[] head = ("POST /webhooks/typeform HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Type: application/json\r\nTypeform-Signature: " + signature(body)
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(UTF_8);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** Its body alone. */
    static byte[] body(Mark mark) {
        String text = mark.text();
        return (HEAD + text + MIDDLE + text + TAIL).getBytes(UTF_8);
    }

    /** What the header {@code Typeform-Signature} says of that body. Not thread-safe. */
    String signature(byte[] body) {
        return "sha256=" + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
