package se.salesbyte.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.Optional;
import se.salesbyte.bridge.config.HoldSettings;
import se.salesbyte.bridge.config.OnDoubt;
import se.salesbyte.bridge.config.ReceiverSettings;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.config.SourceSettings;
import se.salesbyte.bridge.delivery.DoubtPolicy;
import se.salesbyte.bridge.delivery.HoldBack;
import se.salesbyte.bridge.delivery.QuietHours;
import se.salesbyte.bridge.notification.Receiver;
import se.salesbyte.bridge.notification.Receivers;

/** The rules of delivery and notification, as the settings have them. */
final class FromSettings {
    private FromSettings() {}

    /** A source's own receiver goes before the common one, and so does its secret, each for itself. */
    static Receivers receivers(Settings settings) {
        return new Receivers(
                name -> {
                    SourceSettings source = settings.source(name);
                    return receiver(source.callbackUrl(), source.callbackSecret(), settings.callback());
                },
                name -> {
                    SourceSettings source = settings.source(name);
                    return receiver(source.notifyUrl(), source.notifySecret(), settings.notification());
                });
    }

    static DoubtPolicy doubtPolicy(Settings settings) {
        return new DoubtPolicy(
                settings.salesByte().onServerError() == OnDoubt.RETRY,
                settings.salesByte().onUnknown() == OnDoubt.RETRY);
    }

    static HoldBack holdBack(Settings settings, MeterRegistry metrics) {
        HoldSettings hold = settings.hold();
        QuietHours quiet = hold.quietHours()
                .map(hours -> new QuietHours(hours.from(), hours.to(), hours.zone()))
                .orElse(null);
        return new HoldBack(hold.maxAge().orElse(null), quiet, metrics);
    }

    private static Optional<Receiver> receiver(Optional<URI> own, Optional<String> ownSecret, ReceiverSettings common) {
        String secret = ownSecret.or(common::secret).orElse(null);
        return own.or(common::url).map(url -> new Receiver(url, secret));
    }
}
