package se.salesbyte.bridge.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.store.Backlog;
import se.salesbyte.bridge.store.ReadBacklog;

/**
 * Reads what waits in the store when somebody asks for the metrics, on the thread that answers: nobody who takes or delivers
 * leads waits for it. While the store cannot be read these metrics are missing, as an old number would be a lie.
 * Thread-safe.
 */
public final class BacklogCollector implements MultiCollector {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogCollector.class);

    private final ReadBacklog backlog;
    private final Clock clock;
    private volatile boolean told;

    public BacklogCollector(ReadBacklog backlog, Clock clock) {
        this.backlog = backlog;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        try {
            MetricSnapshots read = snapshots(backlog.now(), clock.instant());
            told = false;
            return read;
        } catch (RuntimeException e) {
            if (!told) {
                LOG.warn("What waits in the store could not be read for the metrics: {}", e.toString());
            }
            told = true;
            return MetricSnapshots.of();
        }
    }

    private static MetricSnapshots snapshots(Backlog now, Instant at) {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        GaugeSnapshot.Builder leads =
                gauge("bridge_leads", "Leads that are not final or need a person, by state, without those kept back");
        now.leads()
                .forEach((state, number) ->
                        leads.dataPoint(point(Labels.of("state", state.word()), number.doubleValue())));
        all.metricSnapshot(leads.build());
        all.metricSnapshot(byKey(
                gauge("bridge_leads_waiting", "Leads that are kept back, by why"),
                "waiting",
                now.waiting(),
                Backlog.Waiting::leads));
        all.metricSnapshot(byKey(
                gauge("bridge_leads_waiting_oldest_seconds", "Age of the oldest lead that is kept back, by why"),
                "waiting",
                now.waiting(),
                waiting -> age(waiting.oldest(), at)));
        all.metricSnapshot(one(
                gauge(
                        "bridge_oldest_unfinished_seconds",
                        "Age of the oldest lead that is still to be delivered and not kept back; 0 if there is none"),
                age(now.oldestUnfinished(), at)));
        all.metricSnapshot(byKey(
                gauge("bridge_outbox_messages", "Messages that are to be sent"),
                "outbox",
                now.outboxes(),
                Backlog.Outbox::messages));
        all.metricSnapshot(byKey(
                gauge("bridge_outbox_failing", "Messages that were tried, not received, and are tried again"),
                "outbox",
                now.outboxes(),
                Backlog.Outbox::failing));
        all.metricSnapshot(byKey(
                gauge("bridge_outbox_oldest_seconds", "Age of the oldest message that is to be sent"),
                "outbox",
                now.outboxes(),
                outbox -> age(outbox.oldest(), at)));
        all.metricSnapshot(one(
                gauge("bridge_quarantine_bytes", "What the refused requests take up"), (double) now.quarantineBytes()));
        Long replicas = now.replicas();
        if (replicas != null) {
            all.metricSnapshot(
                    one(gauge("bridge_replicas", "Replicas that share the store now"), replicas.doubleValue()));
        }
        Duration ahead = now.clockAhead();
        if (ahead != null) {
            all.metricSnapshot(one(
                    gauge("bridge_clock_ahead_seconds", "How far this host's clock is ahead of the database's"),
                    ahead.toMillis() / 1000.0));
        }
        return all.build();
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static <V> GaugeSnapshot byKey(
            GaugeSnapshot.Builder gauge, String label, Map<String, V> values, ToDoubleFunction<V> number) {
        values.forEach((key, value) -> gauge.dataPoint(point(Labels.of(label, key), number.applyAsDouble(value))));
        return gauge.build();
    }

    private static GaugeSnapshot one(GaugeSnapshot.Builder gauge, double value) {
        return gauge.dataPoint(point(Labels.EMPTY, value)).build();
    }

    private static GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    private static double age(@Nullable Instant since, Instant at) {
        return since == null ? 0 : Math.max(0, Duration.between(since, at).toMillis() / 1000.0);
    }
}
