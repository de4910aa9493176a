package se.salesbyte.bridge.delivery;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as notifications and the management API tell it.
 *
 * @param status SalesByte's HTTP status; null if it did not come to an answer
 * @param message for people; no secrets
 * @param errors what is wrong with which field; empty if no field is to blame
 */
public record Failure(
        FailureReason reason, @Nullable Integer status, String message, Map<String, List<String>> errors) {}
