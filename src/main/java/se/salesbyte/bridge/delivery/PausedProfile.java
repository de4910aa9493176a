package se.salesbyte.bridge.delivery;

import java.time.Instant;

/** A profile whose leads wait, as SalesByte does not know it or does not let it in. */
public record PausedProfile(String profile, Instant since) {}
