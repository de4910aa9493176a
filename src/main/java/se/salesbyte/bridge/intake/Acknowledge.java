package se.salesbyte.bridge.intake;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import se.salesbyte.bridge.source.Acknowledgement;
import se.salesbyte.bridge.store.Receipt;

/** Answers stored events in the way their provider wants it. */
final class Acknowledge {
    private Acknowledge() {}

    /** The request is a duplicate if all of its events are. */
    static void with(Acknowledgement answer, List<Receipt> receipts, HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return; // the sender is gone; it will send again and be told of a duplicate
        }
        boolean duplicate = receipts.stream().allMatch(Receipt::duplicate);
        response.setStatusCode(duplicate ? answer.duplicateStatus() : answer.acceptedStatus());
        Acknowledgement.FixedBody fixed = answer.body();
        if (fixed == null) {
            response.putHeader("Content-Type", "application/json")
                    .end(body(receipts, duplicate).toBuffer());
        } else {
            response.putHeader("Content-Type", fixed.contentType()).end(fixed.text());
        }
    }

    /** What is told of receipts when nothing else was agreed. */
    static JsonObject body(List<Receipt> receipts, boolean duplicate) {
        if (receipts.size() == 1) {
            return one(receipts.get(0));
        }
        JsonArray leads = new JsonArray();
        receipts.forEach(receipt -> leads.add(one(receipt)));
        return new JsonObject().put("status", word(duplicate)).put("leads", leads);
    }

    private static JsonObject one(Receipt receipt) {
        return new JsonObject().put("id", receipt.leadId()).put("status", word(receipt.duplicate()));
    }

    private static String word(boolean duplicate) {
        return duplicate ? "duplicate" : "accepted";
    }
}
