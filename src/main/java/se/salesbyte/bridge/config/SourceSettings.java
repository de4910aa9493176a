package se.salesbyte.bridge.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a site sets for one source.
 *
 * @param secrets {@code <source>.secret}, of SalesByte's own webhooks {@code salesbyte.secret}: any of them passes, so that {@code new,old} lets a secret be rotated; one
 *     with a comma inside is not supported. If not set {@code sandbox} in sandbox mode, none in live mode
 * @param callbackUrl {@code <source>.callback-url}, no default: http or https, instead of {@code bridge.callback.url}.
 *     It may hold a token and is not to be shown
 * @param callbackSecret {@code <source>.callback-secret}, no default: instead of {@code bridge.callback.secret}
 * @param notifyUrl {@code <source>.notify-url}, no default: http or https, instead of {@code bridge.notify.url}. It may
 *     hold a token and is not to be shown
 * @param notifySecret {@code <source>.notify-secret}, no default: instead of {@code bridge.notify.secret}
 * @param notifyFormat {@code <source>.notify-format}, no default: instead of {@code bridge.notify.format}
 * @param notifyEmail {@code <source>.notify-email}, no default: instead of {@code bridge.notify.email}
 * @param profile {@code <source>.profile}, no default: the name of one of the {@link SalesByteSettings#profiles}
 * @param rateLimit {@code <source>.rate-limit}, default 0: how many verified requests are taken a second; 0 for no limit
 * @param verifyToken {@code <source>.verify-token}, no default: what a provider sends along when it asks whether we are
 *     the right address, as Meta does
 * @param token {@code <source>.token}, no default: by which its route may ask the provider for the record that an event
 *     only names
 * @param apiUrl {@code <source>.api-url}, default in its route: where the provider is asked, instead of the provider's own
 *     address
 */
public record SourceSettings(
        List<String> secrets,
        Optional<URI> callbackUrl,
        Optional<String> callbackSecret,
        Optional<URI> notifyUrl,
        Optional<String> notifySecret,
        Optional<NoticeFormat> notifyFormat,
        Optional<String> notifyEmail,
        Optional<String> profile,
        int rateLimit,
        Optional<String> verifyToken,
        Optional<String> token,
        Optional<URI> apiUrl) {

    public SourceSettings {
        secrets = List.copyOf(secrets);
    }

    /** Those of a source of which nothing else can be set. */
    static SourceSettings ofSecrets(List<String> secrets) {
        return new SourceSettings(
                secrets,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether a site has set anything of it. */
    public boolean isTouched() {
        return !(secrets.isEmpty() || secrets.equals(List.of("sandbox")))
                || rateLimit > 0
                || Stream.of(
                                callbackUrl,
                                callbackSecret,
                                notifyUrl,
                                notifySecret,
                                notifyFormat,
                                notifyEmail,
                                profile,
                                verifyToken,
                                token,
                                apiUrl)
                        .anyMatch(Optional::isPresent);
    }

    /** Shows the profile, and of the rest only how much there is. */
    @Override
    public String toString() {
        return "SourceSettings[" + secrets.size() + " secrets, callbackUrl "
                + set(callbackUrl) + ", callbackSecret " + set(callbackSecret) + ", notifyUrl " + set(notifyUrl)
                + ", notifySecret " + set(notifySecret) + ", profile=" + profile.orElse("") + ", rateLimit="
                + rateLimit + ", verifyToken " + set(verifyToken) + ", token " + set(token) + ", apiUrl "
                + set(apiUrl) + "]";
    }

    private static String set(Optional<?> value) {
        return value.isPresent() ? "set" : "not set";
    }
}
