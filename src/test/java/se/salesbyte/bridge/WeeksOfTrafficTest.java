package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.salesbyte.CreateLeadField;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.ScriptedSalesByte;
import se.salesbyte.bridge.testing.SettableClock;

/**
 * Five weeks of a bridge by a clock that is moved, with its real listeners and store: two in which it learns the rhythm of its
 * sources, two without any trouble, one with all of it. What people are told, and when, is all there is. The clocks go back
 * between the last two; alarms.md shows this list.
 */
@Disabled("the list that it compares with is not recorded yet: run it, check what it tells, and write that down")
@SuppressWarnings("NullAway.Init")
class WeeksOfTrafficTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final long GIB = 1024L * 1024 * 1024;
    private static final long PLENTY = 50 * GIB;

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final ScriptedSalesByte crm = ScriptedSalesByte.start();
    private final ScriptedSalesByte people = ScriptedSalesByte.start();
    private final SettableClock clock = new SettableClock(local("2026-09-28T00:00"));
    private final AtomicLong freeBytes = new AtomicLong(PLENTY);
    private final Random chance = new Random(20260928);
    private Bridge bridge;
    private BridgeClient client;
    private int posted;
    private int accepted;

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        crm.close();
        people.close();
    }

    @Test
    void tellsOfEachTroubleOnceAndOfNothingElse() {
        start();
        go(local("2026-10-26T00:00"), HOUR);
        assertThat(told()).as("four weeks without trouble").isEmpty();

        go(local("2026-10-27T10:00"), STEP);
        for (int i = 0; i < 12; i++) { // the sender's secret was changed; it tries each event again
            assertThat(post("make", "wrong")).isEqualTo(401);
        }
        go(local("2026-10-27T10:30"), STEP, "make");
        assertThat(post("make", "token")).isEqualTo(202);
        go(local("2026-10-28T08:00"), STEP);
        go(local("2026-10-29T09:00"), STEP, "form"); // its webhook was switched off
        assertThat(post("form", "token")).isEqualTo(202);
        go(local("2026-10-29T18:00"), STEP);

        crm.fails(503); // for a night
        go(local("2026-10-30T06:00"), STEP);
        crm.recovers();
        go(local("2026-10-30T06:10"), STEP);
        awaitTold("callback.recovered");
        go(local("2026-10-30T10:00"), STEP);

        salesByte.fails(503); // for two hours
        for (int i = 0; i < 12; i++) {
            assertThat(post("make", "token")).isEqualTo(202);
        }
        await().until(() -> breaker().equals("open"));
        restart(); // it is not told again
        go(local("2026-10-30T12:00"), STEP);
        salesByte.recovers();
        go(local("2026-10-30T12:10"), STEP);
        awaitTold("lead.caught-up");
        go(local("2026-10-30T20:00"), STEP);

        for (int i = 0; i < 24; i++) {
            freeBytes.set(3 * GIB - i * GIB / 10);
            go(clock.instant().plus(HOUR), STEP);
        }
        freeBytes.set(PLENTY);
        go(local("2026-11-02T00:00"), STEP);

        await().until(() -> told().size() >= TOLD.lines().count());
        assertThat(String.join("\n", told())).isEqualTo(TOLD.strip());
    }

    private static final String TOLD = """
            """;

    private void start() {
        BridgeHome home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("form.secret", "token")
                .set("make.secret", "token")
                .set("n8n.secret", "token")
                .set("bridge.alarm.overdue", "60m")
                .set("bridge.alarm.failing", "2h")
                .set("bridge.alarm.disk-free", "1GiB")
                .set("bridge.callback.url", crm.url() + "/crm")
                .set("bridge.notify.url", people.url() + "/people")
                .set("bridge.retry.schedule", String.join(",", Collections.nCopies(200, "5m")))
                .set("salesbyte.breaker.wait", "1m");
        bridge = new Bridge(
                Settings.load(home.write(), Map.of(), Map.of(), CreateLeadField.leadSettings()), clock, freeBytes::get);
        client = new BridgeClient(home);
    }

    private void restart() {
        bridge.close();
        start();
    }

    /** Moves the clock on, with events as each source has them by its rhythm, but for the silent ones. */
    private void go(Instant until, Duration step, String... silent) {
        while (clock.instant().isBefore(until)) {
            clock.advance(step);
            bridge.wake();
            for (String source : List.of("form", "make", "n8n")) {
                double expected = perHour(source) * step.toSeconds() / HOUR.toSeconds();
                for (int events = poisson(expected); events > 0; events--) {
                    if (!List.of(silent).contains(source)) {
                        assertThat(post(source, "token")).isEqualTo(202);
                    }
                }
            }
            settle();
            bridge.watch();
        }
    }

    /** Until all that can be done now is done. */
    private void settle() {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> {
            JsonObject breaker =
                    new JsonObject(client.manage("/api/stats?window=1h").body()).getJsonObject("breaker");
            boolean shut = breaker.getString("state").equals("open")
                    && Instant.parse(breaker.getString("until")).isAfter(clock.instant());
            return shut || (breaker.getString("state").equals("closed") && delivered() >= accepted);
        });
    }

    /** At the time that it is: what was answered a moment ago may not be on disk yet. */
    private void awaitTold(String type) {
        await().until(() -> {
            bridge.watch();
            return String.join("\n", told()).contains(type);
        });
    }

    private int delivered() {
        return salesByte.created().size();
    }

    private String breaker() {
        return client.manage("/api/stats?window=1h").json().at("/breaker/state").asText();
    }

    /** Busy on weekdays, quiet at night; one that never sleeps. */
    private double perHour(String source) {
        ZonedDateTime now = clock.instant().atZone(ZONE);
        boolean weekend = now.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
        boolean day = now.getHour() >= 8 && now.getHour() < 18;
        return switch (source) {
            case "form" -> weekend ? 0.2 : day ? 3 : 0.1;
            case "make" -> weekend ? 0 : day ? 4 : 0;
            default -> 0.5;
        };
    }

    private int poisson(double expected) {
        double limit = Math.exp(-expected);
        int events = 0;
        for (double product = chance.nextDouble(); product > limit; product *= chance.nextDouble()) {
            events++;
        }
        return events;
    }

    private int post(String source, String token) {
        posted++;
        String lead = "{\"event_id\":\"e" + posted + "\",\"name\":\"Ada " + posted + "\",\"email\":\"ada" + posted
                + "@example.com\"}";
        int status = client.post(
                        "/webhooks/" + source,
                        lead,
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json")
                .status();
        accepted += status == 202 ? 1 : 0;
        return status;
    }

    /** What people were told, at the time of the clock that was moved. */
    private List<String> told() {
        DateTimeFormatter time = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
        return people.received().stream()
                .map(message -> message.json())
                .sorted(Comparator.comparing((JsonObject event) -> event.getString("timestamp"))
                        .thenComparing(event -> event.getString("type")))
                .map(event ->
                        Instant.parse(event.getString("timestamp")).atZone(ZONE).format(time) + "  "
                                + event.getString("type") + "  "
                                + event.getJsonObject("data").getString("title"))
                .toList();
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(ZONE).toInstant();
    }
}
