package se.salesbyte.bridge.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.QuietHours;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.store.AlarmRow;
import se.salesbyte.bridge.store.UnfinishedLead;
import se.salesbyte.bridge.store.Watching;

/**
 * Leads that are on their way for too long, those that wait included: one alarm for all of them. Those that quiet hours hold
 * count from their end. Unknown ones are a person's already, but those that SalesByte is still asked about count.
 */
final class OverdueLeads implements Rule {
    private static final String TYPE = "lead.overdue";
    private static final int MOST = 5_000;

    private final Watching watching;
    private final Duration most;
    private final @Nullable QuietHours quietHours;

    OverdueLeads(Watching watching, Duration most, @Nullable QuietHours quietHours) {
        this.watching = watching;
        this.most = most;
        this.quietHours = quietHours;
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public Finding look(Instant now, Map<String, AlarmRow> standing) {
        List<UnfinishedLead> found = watching.unfinished(now.minus(most), MOST);
        List<UnfinishedLead> overdue =
                found.stream().filter(lead -> isOverdue(lead, now)).toList();
        return overdue.isEmpty()
                ? new Finding(List.of(), Set.of())
                : new Finding(List.of(event(overdue, found.size() >= MOST)), standing.keySet());
    }

    private boolean isOverdue(UnfinishedLead lead, Instant now) {
        if (quietHours == null) {
            return true;
        }
        boolean held = "quiet-hours".equals(lead.waiting())
                && lead.nextAt() != null
                && lead.nextAt().isAfter(now);
        Instant from = quietHours.endIfQuiet(lead.since()).orElse(lead.since());
        return !held && !from.plus(most).isAfter(now);
    }

    private SystemEvent event(List<UnfinishedLead> overdue, boolean more) {
        UnfinishedLead oldest = overdue.stream()
                .min(Comparator.comparing(UnfinishedLead::since))
                .orElseThrow();
        Map<String, Integer> reasons = new TreeMap<>();
        overdue.forEach(
                lead -> reasons.merge(lead.waiting() == null ? lead.state().word() : lead.waiting(), 1, Integer::sum));
        String count = (more ? "more than " : "") + overdue.size();
        return new SystemEvent(
                TYPE,
                "",
                "",
                oldest.since(),
                count + (overdue.size() == 1 ? " lead is" : " leads are") + " not delivered after " + Plain.of(most),
                count + (overdue.size() == 1 ? " lead is" : " leads are") + " on the way for longer than "
                        + Plain.of(most) + ": " + Plain.of(reasons),
                "see in the console why they wait; what is held as too old or a possible duplicate waits for you",
                "/leads/" + oldest.id(),
                Map.of("leads", overdue.size(), "oldest", oldest.id(), "reasons", reasons));
    }

    @Override
    public SystemEvent over(AlarmRow alarm, Instant now) {
        return new SystemEvent(
                "lead.caught-up",
                "",
                "",
                alarm.since(),
                "No lead is overdue any more",
                "no lead is on the way for longer than " + Plain.of(most) + " any more",
                null,
                "/leads",
                Map.of());
    }
}
