package se.salesbyte.bridge.source;

import java.util.List;

/**
 * What a person needs to have a provider send here; all of it may be empty.
 *
 * @param setup what to click and paste at the provider, a step each; {@code {url}} stands for the webhook's address
 * @param secret where the secret comes from, one sentence
 * @param unconfirmed what nobody has seen for sure, and so is to be checked first, a sentence each
 * @param links pages that say so: the provider's own documentation, or its source
 */
public record ProviderGuide(List<String> setup, String secret, List<String> unconfirmed, List<String> links) {
    /** The steps, with the webhook's address in them. */
    public List<String> steps(String url) {
        return setup.stream().map(step -> step.replace("{url}", url)).toList();
    }
}
