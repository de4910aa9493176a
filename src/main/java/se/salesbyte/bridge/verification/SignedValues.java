package se.salesbyte.bridge.verification;

/** What a {@link SignedTemplate} is filled with; text that the scheme has no use for is empty. */
record SignedValues(WebhookRequest request, String timestamp, String id, String secret) {}
