package se.salesbyte.bridge.salesbyte.sandbox;

import static se.salesbyte.bridge.salesbyte.sandbox.OddAnswer.creation;
import static se.salesbyte.bridge.salesbyte.sandbox.OddAnswer.refusal;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The errors on demand: those SalesByte documents in the shapes that Laravel has had, and those of a proxy before it. */
final class OddErrors {
    private static final int WAIT = 10;
    private static final String SERVER_ERROR = "Server Error";
    private static final String REQUIRED = "The customer phone field is required.";
    private static final String NO_EMAIL = "The customer email field must be a valid email address.";

    private OddErrors() {}

    static List<OddAnswer> all() {
        return Stream.of(redirects(), client(), notFound(), validation(), throttled(), server())
                .flatMap(List::stream)
                .toList();
    }

    private static List<OddAnswer> redirects() {
        return List.of(
                refusal(
                        "302",
                        "302 to a page that answers 200, as Laravel sends a browser back to its form",
                        call -> redirect(302, call.baseUrl() + "/")),
                refusal(
                        "308",
                        "308 to another path: who follows it posts the uuid again",
                        call -> redirect(308, call.baseUrl() + "/moved/create_brandawareness")));
    }

    private static List<OddAnswer> client() {
        return List.of(
                refusal("400", "400, Laravel's error in JSON", call -> SandboxReply.message(400, "Bad Request")),
                refusal("401", "401, Laravel's error in JSON", call -> SandboxReply.message(401, "Unauthenticated.")),
                refusal(
                        "403",
                        "403, Laravel's error in JSON",
                        call -> SandboxReply.message(403, "This action is unauthorized.")),
                refusal(
                        "403-html",
                        "403, the HTML page of a proxy that wants to see a browser",
                        call -> page(403, "Just a moment...")),
                refusal("408", "408 without a body", call -> SandboxReply.empty(408)),
                refusal("409", "409, Laravel's error in JSON", call -> SandboxReply.message(409, "Conflict")),
                refusal(
                        "413",
                        "413, Laravel's error in JSON",
                        call -> SandboxReply.message(413, "The POST data is too large.")),
                refusal(
                        "419",
                        "419, Laravel's error in JSON, as if the path had lost its CSRF exemption",
                        call -> SandboxReply.message(419, "CSRF token mismatch.")),
                refusal("425", "425 without a body", call -> SandboxReply.empty(425)));
    }

    private static List<OddAnswer> notFound() {
        return List.of(
                refusal("404", "404 with an empty message", call -> SandboxReply.message(404, "")),
                refusal(
                        "404-uuid",
                        "404 for the integration; its text echoes the uuid",
                        call -> SandboxReply.message(
                                404, "No query results for model [App\\Models\\Integration] " + call.uuid())),
                refusal("404-profile", "404 for the quote profile", call -> SandboxReply.noSuch("QuoteProfile")),
                refusal("404-salesperson", "404 for the salesperson", call -> SandboxReply.noSuch("User")),
                refusal(
                        "404-route",
                        "404 for the path",
                        call -> SandboxReply.message(
                                404, "The route integrations/create_brandawareness could not be found.")));
    }

    private static List<OddAnswer> validation() {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        errors.put("customer_email", List.of(NO_EMAIL));
        errors.put("customer_phone", List.of(REQUIRED));
        return List.of(
                refusal(
                        "422",
                        "422 with the errors of two fields, as Laravel writes them now",
                        call -> invalid(NO_EMAIL + " (and 1 more error)", errors)),
                refusal(
                        "422-old",
                        "422 with the fixed message that Laravel had before version 9",
                        call -> invalid("The given data was invalid.", errors)),
                refusal(
                        "422-bare",
                        "422 with the fields alone, without a message",
                        call -> SandboxReply.json(422, errors)),
                refusal(
                        "422-text",
                        "422 with one text a field instead of a list",
                        call -> invalid(NO_EMAIL, Map.of("customer_email", NO_EMAIL))),
                refusal(
                        "422-list",
                        "422 with a list of texts that name no field",
                        call -> invalid(NO_EMAIL, List.of(NO_EMAIL, REQUIRED))),
                refusal(
                        "422-swedish",
                        "422 in Swedish",
                        call -> invalid(
                                "Fältet e-post måste vara en giltig e-postadress.",
                                Map.of(
                                        "customer_email",
                                        List.of("Fältet e-post måste vara en giltig e-postadress.")))));
    }

    private static List<OddAnswer> throttled() {
        return List.of(
                refusal(
                        "429",
                        WAIT,
                        "429 with `Retry-After` in seconds, and Laravel's rate limit headers",
                        call -> throttled(call).with("Retry-After", String.valueOf(call.seconds()))),
                refusal("429-date", WAIT, "429 with `Retry-After` as a date, so many seconds ahead", call -> throttled(
                                call)
                        .with("Retry-After", httpDate(call))),
                refusal(
                        "429-bare",
                        "429 without `Retry-After`, in the plain text of old Laravel",
                        call -> SandboxReply.text(429, SandboxReply.TEXT, "Too Many Attempts.")));
    }

    private static List<OddAnswer> server() {
        return List.of(
                refusal("500", "500, Laravel's error in JSON", call -> SandboxReply.message(500, SERVER_ERROR)),
                creation(
                        "500-created",
                        "500, although the quote was made",
                        call -> SandboxReply.message(500, SERVER_ERROR)),
                refusal("500-debug", "500 with the exception and its trace, as with debug mode on", call -> debug()),
                refusal("502", "502, the HTML page of a proxy", call -> page(502, "502 Bad Gateway")),
                refusal(
                        "503",
                        WAIT,
                        "503 with `Retry-After` in seconds, as in maintenance mode",
                        call -> SandboxReply.message(503, "Service Unavailable")
                                .with("Retry-After", String.valueOf(call.seconds()))),
                refusal(
                        "503-bare",
                        "503 without `Retry-After`",
                        call -> SandboxReply.message(503, "Service Unavailable")),
                refusal("504", "504, the HTML page of a proxy", call -> page(504, "504 Gateway Time-out")),
                creation("504-created", "504, although the quote was made", call -> page(504, "504 Gateway Time-out")),
                refusal("520", "520, the HTML page of a content delivery network", call -> page(520, "Error 520")));
    }

    private static SandboxReply redirect(int status, String location) {
        String link = Html.escape(location);
        String body = "<!DOCTYPE html>\n<html><head><meta http-equiv=\"refresh\" content=\"0;url='" + link
                + "'\"></head><body>Redirecting to <a href=\"" + link + "\">" + link + "</a>.</body></html>\n";
        return SandboxReply.text(status, SandboxReply.HTML, body).with("Location", location);
    }

    private static SandboxReply invalid(String message, Object errors) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("message", message);
        json.put("errors", errors);
        return SandboxReply.json(422, json);
    }

    private static SandboxReply throttled(OddAnswer.Call call) {
        long reset = call.at().plusSeconds(call.seconds()).getEpochSecond();
        return SandboxReply.message(429, "Too Many Attempts.")
                .with("X-RateLimit-Limit", "60")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", String.valueOf(reset));
    }

    private static String httpDate(OddAnswer.Call call) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                call.at().plusSeconds(call.seconds()).atOffset(ZoneOffset.UTC));
    }

    private static SandboxReply debug() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("message", "SQLSTATE[22001]: String data, right truncated: 1406 Data too long");
        json.put("exception", "Illuminate\\Database\\QueryException");
        json.put("file", "/var/www/app/Http/Controllers/IntegrationController.php");
        json.put("line", 42);
        json.put("trace", List.of(Map.of("file", "/var/www/public/index.php", "line", 17)));
        return SandboxReply.json(500, json);
    }

    private static SandboxReply page(int status, String title) {
        String body = "<html>\n<head><title>" + title + "</title></head>\n<body><center><h1>" + title
                + "</h1></center><hr></body>\n</html>\n";
        return SandboxReply.text(status, SandboxReply.HTML, body);
    }
}
