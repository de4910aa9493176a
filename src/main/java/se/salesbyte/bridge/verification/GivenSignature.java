package se.salesbyte.bridge.verification;

import java.util.List;

/** What a signature header held, still as text; timestamps only in the forms that carry one. */
record GivenSignature(List<String> signatures, List<String> timestamps) {}
