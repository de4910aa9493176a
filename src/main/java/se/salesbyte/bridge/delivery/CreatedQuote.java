package se.salesbyte.bridge.delivery;

import java.util.Map;

/**
 * The quote that SalesByte created.
 *
 * @param id a number or text, as SalesByte gave it
 * @param links by name, verbatim; empty if it gave none
 */
public record CreatedQuote(Object id, Map<String, Object> links) {}
