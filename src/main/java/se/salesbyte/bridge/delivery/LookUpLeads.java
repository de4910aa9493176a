package se.salesbyte.bridge.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.salesbyte.Quote;
import se.salesbyte.bridge.salesbyte.QuoteId;
import se.salesbyte.bridge.salesbyte.QuotesClient;
import se.salesbyte.bridge.salesbyte.QuotesRefusedException;
import se.salesbyte.bridge.salesbyte.QuotesUnavailableException;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.QuoteOwners;
import se.salesbyte.bridge.store.StoreUnavailableException;
import se.salesbyte.bridge.store.Unverified;
import se.salesbyte.bridge.store.Verdict;

/**
 * Asks SalesByte what became of leads in doubt: one reading of its list serves all that are due. For one thread at a time.
 */
final class LookUpLeads {
    private static final Logger LOG = LoggerFactory.getLogger(LookUpLeads.class);

    /** How long before a lead's call another one of its customer may have begun that can have its quote. */
    private static final Duration RIVALS = Duration.ofHours(1);

    /** So many leads that cannot be judged are no chance: then the rest waits too. */
    private static final int MOST_FAULTS = 10;

    private final LookUpSettings settings;
    private final LeadStore store;
    private final PlanVerdict plan;
    private final RetrySchedule schedule;
    private final Consumer<Instant> tellThatItIsOff;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final AtomicReference<@Nullable Shut> shut = new AtomicReference<>();

    /**
     * @param tellThatItIsOff tells a person, once, that the Quotes API lets us in no more
     */
    LookUpLeads(
            LookUpSettings settings,
            LeadStore store,
            PlanSettlement plan,
            RetrySchedule schedule,
            Consumer<Instant> tellThatItIsOff,
            MeterRegistry metrics,
            Clock clock) {
        this.settings = settings;
        this.store = store;
        this.plan = new PlanVerdict(plan, schedule, settings.askAgainAfter());
        this.schedule = schedule;
        this.tellThatItIsOff = tellThatItIsOff;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Before that time SalesByte does not want to be asked; null if it may be. */
    @Nullable
    Instant opensAt(Instant now) {
        Shut asked = shut.get();
        return asked == null || asked.isOver(now) ? null : asked.until();
    }

    /** Asks about these and commits what that says; whether all of it is on disk. */
    boolean lookUp(List<Unverified> leads) throws InterruptedException {
        List<CompletableFuture<Boolean>> given = new ArrayList<>();
        List<Unverified> open = new ArrayList<>(leads);
        QuotesClient client = settings.client();
        Optional<String> off = settings.lookUp().whyOff();
        if (client == null || off.isPresent()) {
            giveUp(open, off.orElse("there is nobody to ask"), given);
        } else {
            try {
                sweep(client, open, given);
            } catch (QuotesRefusedException e) {
                turnOff(e);
                giveUp(open, e.getMessage(), given);
            } catch (QuotesUnavailableException e) {
                postpone(open, e, given);
            }
        }
        boolean all = true;
        for (CompletableFuture<Boolean> one : given) {
            all &= one.join();
        }
        return all;
    }

    /** @param open loses each lead that is judged */
    private void sweep(QuotesClient client, List<Unverified> open, List<CompletableFuture<Boolean>> given)
            throws InterruptedException {
        Instant earliest =
                open.stream().map(Unverified::startedAt).min(Instant::compareTo).orElseThrow();
        boolean thorough = open.stream().anyMatch(JudgeLead::isLastAsk);
        Listing listing = list(client, earliest, thorough);
        List<String> ids = listing.quotes().stream().map(Quote::id).toList();
        QuoteOwners owners = store.queries().owners(ids, earliest.minus(RIVALS));
        JudgeLead judge = new JudgeLead(client, settings, store.queries());
        int faults = 0;
        while (!open.isEmpty()) {
            Unverified lead = open.get(0);
            try {
                Finding finding = judge.judge(lead, listing, owners);
                given.add(give(
                        lead, verdict(client, lead, finding), finding.kind().name()));
            } catch (StoreUnavailableException e) {
                throw e; // it says nothing of the lead
            } catch (RuntimeException e) {
                QuotesUnavailableException fault = ofOneLead(lead, e);
                faults++;
                if (faults > MOST_FAULTS || !fault.retryAfter().isEmpty()) {
                    throw fault;
                }
                postpone(List.of(lead), fault, given);
            }
            open.remove(0);
        }
    }

    /** Whatever is wrong with the list is no answer, and counted as such: else it would be asked for without an end. */
    private Listing list(QuotesClient client, Instant since, boolean thorough) throws InterruptedException {
        try {
            return new ListQuotes(client, clock).since(since, thorough);
        } catch (QuotesRefusedException | QuotesUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("The list of quotes could not be read.", e);
            throw new QuotesUnavailableException("the list of quotes could not be read: " + nameOf(e), List.of());
        }
    }

    /** What concerns one lead, such as a quote that cannot be read, holds up no other one. */
    private static QuotesUnavailableException ofOneLead(Unverified lead, RuntimeException fault) {
        if (fault instanceof QuotesUnavailableException unavailable) {
            return unavailable;
        }
        LOG.error("A lead in doubt could not be judged. lead={}", lead.id(), fault);
        return new QuotesUnavailableException("it could not be judged: " + nameOf(fault), List.of());
    }

    private static String nameOf(RuntimeException fault) {
        return fault.getClass().getSimpleName();
    }

    private Verdict verdict(QuotesClient client, Unverified lead, Finding finding) throws InterruptedException {
        Instant now = clock.instant();
        return switch (finding.kind()) {
            case FOUND -> plan.delivered(lead, created(client, finding.quoteFound()), finding.detail(), now);
            case NOT_YET -> plan.askAgain(lead, finding.detail(), now);
            case ABSENT -> plan.absent(lead, finding.detail(), now);
            case UNCLEAR -> plan.unknown(lead, finding.detail(), now);
        };
    }

    /** With its links, which a list does not show, if they can be had. */
    private static CreatedQuote created(QuotesClient client, Quote quote) throws InterruptedException {
        Map<String, @Nullable Object> links = quote.links();
        if (links.isEmpty() && quote.key() != null) {
            try {
                links = client.find(quote.key()).map(Quote::links).orElse(links);
            } catch (QuotesRefusedException | QuotesUnavailableException e) {
                LOG.debug("The links of a quote are not known. quote={} fault={}", quote.id(), e.getMessage());
            }
        }
        return new CreatedQuote(QuoteId.value(quote.id()), new HashMap<>(links));
    }

    private void turnOff(QuotesRefusedException refused) {
        if (settings.lookUp().turnOff(Objects.requireNonNull(refused.getMessage()))) {
            LOG.error(
                    "{}. Leads in doubt are held for a person until the bridge is started with a good one.",
                    refused.getMessage());
            tellThatItIsOff.accept(clock.instant());
        }
    }

    private void giveUp(List<Unverified> leads, @Nullable String why, List<CompletableFuture<Boolean>> given) {
        for (Unverified lead : leads) {
            given.add(give(lead, plan.unknown(lead, "not looked up: " + why, clock.instant()), "UNCLEAR"));
        }
    }

    /** All that failed as often wait for the same time, so that they are asked about together. */
    private void postpone(
            List<Unverified> leads, QuotesUnavailableException fault, List<CompletableFuture<Boolean>> given) {
        Instant now = clock.instant();
        Duration asked = RetryAfter.parse(fault.retryAfter(), now).orElse(null);
        LOG.warn("Leads in doubt could not be looked up. leads={} fault={}", leads.size(), fault.getMessage());
        Map<Integer, Optional<Instant>> times = new HashMap<>();
        for (Unverified lead : leads) {
            Optional<Instant> at = times.computeIfAbsent(lead.failed(), failed -> schedule.waitAfter(failed + 1, asked)
                    .map(now::plus));
            String why = String.valueOf(fault.getMessage());
            given.add(give(
                    lead,
                    at.map(time -> plan.askLater(lead, time, why, now)).orElseGet(() -> plan.unknown(lead, why, now)),
                    "FAILED"));
        }
        if (asked != null) {
            times.values().stream()
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo)
                    .ifPresent(at -> shut.set(new Shut(now, at)));
        }
    }

    private CompletableFuture<Boolean> give(Unverified lead, Verdict verdict, String result) {
        return store.give(verdict).whenComplete((stood, fault) -> {
            if (Boolean.TRUE.equals(stood)) {
                tell(lead, verdict, result);
            }
        });
    }

    private void tell(Unverified lead, Verdict verdict, String result) {
        Counter.builder("bridge.look.ups")
                .description("Leads in doubt that SalesByte was asked about, by what came of it")
                .tag("result", result.toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(metrics)
                .increment();
        LOG.info(
                "A lead in doubt was looked up. lead={} source={} attempt={} state={} detail={}",
                lead.id(),
                lead.source(),
                lead.found().attempts(),
                verdict.state().word(),
                verdict.detail());
    }
}
