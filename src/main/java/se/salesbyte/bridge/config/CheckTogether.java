package se.salesbyte.bridge.config;

import java.time.Duration;
import java.util.Optional;

/** The rules that take more than one setting to break. */
final class CheckTogether {
    private static final Duration TO_FINISH = Duration.ofSeconds(5);

    private final Lookup lookup;
    private final Faults faults;

    CheckTogether(Lookup lookup, Faults faults) {
        this.lookup = lookup;
        this.faults = faults;
    }

    void check(Settings settings) {
        ports(settings.publicListener(), settings.managementListener());
        password(settings.managementListener());
        shutdown(settings.shutdownTimeout(), settings.salesByte().timeout());
        RetentionSettings retention = settings.retention();
        retention(KnownSettings.RETENTION, retention.all(), settings);
        ownRetention(KnownSettings.RETENTION_DELIVERED, retention.delivered(), settings);
        ownRetention(KnownSettings.RETENTION_FAILED, retention.failed(), settings);
        ownRetention(KnownSettings.RETENTION_SKIPPED, retention.skipped(), settings);
        ownRetention(KnownSettings.RETENTION_DISCARDED, retention.discarded(), settings);
        token(KnownSettings.ON_SERVER_ERROR, settings.salesByte().doubt().onServerError());
        token(KnownSettings.ON_UNKNOWN, settings.salesByte().doubt().onUnknown());
        if (settings.mail().to().isPresent() && settings.mail().from().isEmpty()) {
            add(KnownSettings.MAIL_FROM, "is missing", "write the address that mails to bridge.notify.email come from");
        }
        if (settings.store().url().isPresent()) {
            verifyWait(settings.salesByte(), settings.store().lease());
        }
    }

    /** A replica that was stopped between its intent and its call makes it until then. */
    private void verifyWait(SalesByteSettings salesByte, Duration lease) {
        Duration least = lease.plus(salesByte.timeout());
        if (salesByte.doubt().verifyWait().compareTo(least) <= 0) {
            add(
                    KnownSettings.VERIFY_WAIT,
                    "is \"" + DurationFormat.write(salesByte.doubt().verifyWait()) + "\"",
                    "write more than " + DurationFormat.write(least)
                            + ", which is bridge.replica.lease and salesbyte.timeout together");
        }
    }

    /** Two servers of one port in one process share its connections, and the console would answer the public. */
    private void ports(ListenerSettings open, ListenerSettings management) {
        if (open.port() == management.port()) {
            add(
                    KnownSettings.MANAGEMENT_PORT,
                    "is \"" + management.port() + "\"",
                    "write another port than that of camel.server.port");
        }
    }

    private void password(ListenerSettings management) {
        if (!management.isLoopback() && !lookup.has(KnownSettings.CONSOLE_PASSWORD.key())) {
            add(
                    KnownSettings.CONSOLE_PASSWORD,
                    "is missing",
                    "write at least 8 characters, or set camel.management.host to 127.0.0.1;"
                            + " others than this machine may reach " + management.host());
        }
    }

    private void shutdown(Duration shutdown, Duration call) {
        Duration least = call.plus(TO_FINISH);
        if (shutdown.compareTo(least) < 0) {
            add(
                    KnownSettings.SHUTDOWN_TIMEOUT,
                    "is \"" + DurationFormat.write(shutdown) + "\"",
                    "write " + DurationFormat.write(least) + " or more, 5s more than salesbyte.timeout");
        }
    }

    private void ownRetention(Setting<?> setting, Optional<Duration> retention, Settings settings) {
        if (lookup.has(setting.key())) { // else it is told of the one for all
            retention(setting, retention, settings);
        }
    }

    private void retention(Setting<?> setting, Optional<Duration> retention, Settings settings) {
        retention.ifPresent(keep -> {
            retention(
                    setting,
                    keep,
                    KnownSettings.DEDUPE_WINDOW,
                    settings.intake().dedupeWindow());
            settings.hold()
                    .duplicateWindow()
                    .ifPresent(window -> retention(setting, keep, KnownSettings.DUPLICATE_WINDOW, window));
        });
    }

    /** What a lead is recognised by goes with it. */
    private void retention(Setting<?> setting, Duration retention, Setting<Duration> window, Duration least) {
        if (retention.compareTo(least) < 0) {
            add(
                    setting,
                    "is \"" + DurationFormat.write(retention) + "\"",
                    "write " + DurationFormat.write(least) + " or more, as long as " + window.key());
        }
    }

    private void token(Setting<OnDoubt> setting, OnDoubt choice) {
        if (choice == OnDoubt.VERIFY && !lookup.has(KnownSettings.API_TOKEN.key())) {
            add(setting, "is \"verify\"", "set salesbyte.api-token too, the token of SalesByte's Quotes API");
        }
    }

    private void add(Setting<?> setting, String problem, String advice) {
        faults.add(lookup.where(setting.key()), problem, advice);
    }
}
