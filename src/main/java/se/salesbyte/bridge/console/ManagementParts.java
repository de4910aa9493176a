package se.salesbyte.bridge.console;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import se.salesbyte.bridge.delivery.Flow;
import se.salesbyte.bridge.preview.PreviewLead;
import se.salesbyte.bridge.preview.PreviewRoute;
import se.salesbyte.bridge.reload.Reloads;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.store.LeadStore;

/**
 * What the management API shows and works on.
 *
 * @param routes the route of a source as it is loaded now; empty if there is none
 * @param home what the bridge's home holds for people
 * @param profiles the names of the profiles beside the main one
 * @param flow how leads get to SalesByte
 * @param waiting why the leads of a source that are due wait for its sake; empty if they do not
 * @param reloads lets changed files take over
 * @param sandbox whether leads go to the sandbox
 * @param maxBody the most bytes that the body of a call may have
 */
public record ManagementParts(
        LeadStore store,
        SourceRegistry sources,
        PreviewLead preview,
        Function<String, Optional<PreviewRoute>> routes,
        HomeParts home,
        EraseElsewhere elsewhere,
        ReleaseRefused release,
        ResolveByHand resolve,
        PhoneNumbers phones,
        Set<String> profiles,
        Flow flow,
        Function<String, Optional<String>> waiting,
        Reloads reloads,
        boolean sandbox,
        Clock clock,
        long maxBody) {}
