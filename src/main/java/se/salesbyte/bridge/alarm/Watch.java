package se.salesbyte.bridge.alarm;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.store.AlarmRow;
import se.salesbyte.bridge.store.StoreUnavailableException;
import se.salesbyte.bridge.store.Watching;

/**
 * Looks every minute at all that is watched, and has people told of what has changed since the last look; of several
 * replicas one does it. In an outage of the store it does nothing: of that, log and health tell. Safe for concurrent use.
 */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final List<Rule> rules;
    private final Watching watching;
    private final Tell tell;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "alarm-watch"));

    Watch(List<Rule> rules, Watching watching, Tell tell, Clock clock) {
        this.rules = List.copyOf(rules);
        this.watching = watching;
        this.tell = tell;
        this.clock = clock;
    }

    /** Begins to look. */
    public void start() {
        timer.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks soon: for a clock that was moved by hand. */
    public void wake() {
        try {
            timer.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.debug("The watch has stopped and is woken no more");
        }
    }

    /** Looks now; what people are told of it is on disk before the next look. */
    public synchronized void look() {
        try {
            if (watching.isOurs().join()) {
                Instant now = clock.instant();
                Map<String, List<AlarmRow>> standing = tell.standing();
                for (Rule rule : rules) {
                    lookAt(rule, standing, now);
                }
                tell.restOf(now);
            }
        } catch (RuntimeException e) {
            missed(e);
        }
    }

    /** A rule that fails keeps no other from being looked at. */
    private void lookAt(Rule rule, Map<String, List<AlarmRow>> all, Instant now) {
        try {
            Map<String, AlarmRow> standing = rule.types().stream()
                    .flatMap(type -> all.getOrDefault(type, List.of()).stream())
                    .collect(toMap(AlarmRow::topic, alarm -> alarm));
            Rule.Finding finding = rule.look(now, standing);
            for (AlarmRow alarm : standing.values()) {
                if (!finding.still().contains(alarm.topic())) {
                    tell.over(alarm, rule.over(alarm, now), now);
                }
            }
            for (SystemEvent event : finding.wrong()) {
                if (!standing.containsKey(event.topic())) {
                    tell.begins(event, now);
                }
            }
        } catch (RuntimeException e) {
            missed(e);
        }
    }

    private static void missed(RuntimeException fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof StoreUnavailableException) {
            LOG.debug(
                    "Nobody looked whether anything is wrong, the store is not to be reached: {}", cause.getMessage());
        } else {
            LOG.warn("It could not be looked whether anything is wrong, it will be in a minute", cause);
        }
    }

    /** Waits for a look that is under way. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PAUSE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("A look whether anything is wrong did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
