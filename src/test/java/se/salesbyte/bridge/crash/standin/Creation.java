package se.salesbyte.bridge.crash.standin;

/**
 * One creation, as it is counted.
 *
 * @param quote the id that SalesByte gave it
 * @param mishap what became of the answer
 */
public record Creation(long quote, Mishap mishap) {}
