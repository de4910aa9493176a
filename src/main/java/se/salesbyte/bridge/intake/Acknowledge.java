package se.salesbyte.bridge.intake;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import se.salesbyte.bridge.source.Acknowledgement;
import se.salesbyte.bridge.store.Receipt;

/** Answers a stored event in the way its provider wants it. */
final class Acknowledge {
    private Acknowledge() {}

    static void with(Acknowledgement answer, Receipt receipt, HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return; // the sender is gone; it will send again and be told of a duplicate
        }
        response.setStatusCode(receipt.duplicate() ? answer.duplicateStatus() : answer.acceptedStatus());
        Acknowledgement.FixedBody fixed = answer.body();
        if (fixed == null) {
            JsonObject body = new JsonObject()
                    .put("id", receipt.leadId())
                    .put("status", receipt.duplicate() ? "duplicate" : "accepted");
            response.putHeader("Content-Type", "application/json").end(body.toBuffer());
        } else {
            response.putHeader("Content-Type", fixed.contentType()).end(fixed.text());
        }
    }
}
