package se.salesbyte.bridge.salesbyte.sandbox;

import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;

/**
 * SalesByte for trying things out: {@code POST …/integrations/create_brandawareness} and {@code GET …/api/quotes} answer
 * as documented, and as Laravel does where SalesByte documents nothing; the links of a quote open pages that show what
 * was received, and where it can be checked out, which posts the quote-checkout webhook. Nothing is sent to a customer.
 *
 * <p>A tag in the customer's e-mail asks for an odd answer: {@code ada+500@example.com} is answered 500. They are all in
 * {@code sandbox.md}. Quotes are personal data: mount it where only the operator gets at.
 */
public final class Sandbox implements AutoCloseable {
    private final SandboxConfig config;
    private final KeptQuotes quotes;
    private final OddAnswers oddAnswers;
    private final Supplier<String> baseUrl;

    /**
     * Opens the sandbox; reads the journal, if there is one, and so may block.
     *
     * @param baseUrl where clients reach what {@link #mount} mounts, such as {@code http://localhost:8081/sandbox}, asked
     *     anew for every answer; no slash at its end
     * @throws java.io.UncheckedIOException if the journal cannot be read or written
     */
    public Sandbox(SandboxConfig config, Supplier<String> baseUrl, Clock clock) {
        this.config = config;
        this.quotes = new KeptQuotes(config, clock);
        this.oddAnswers = new OddAnswers(config.slow());
        this.baseUrl = baseUrl;
    }

    /**
     * Serves the APIs and the pages below a path; unknown paths below it are answered 404 here.
     *
     * @param basePath such as {@code /sandbox}, or empty for the whole router; no slash at its end
     */
    public void mount(Router router, String basePath) {
        FormToken token = new FormToken();
        SandboxPages pages = new SandboxPages(basePath, config.webhook(), oddAnswers.all(), token);
        Answers answers = new Answers(pages);
        new LeadsEndpoint(config, oddAnswers, quotes, baseUrl, answers).mount(router, basePath);
        new QuotesEndpoint(new QuotesApi(config, quotes, baseUrl), answers, basePath).mount(router);
        new FormsEndpoint(config, quotes, baseUrl, pages, token).mount(router, basePath);
        new PagesEndpoint(quotes.inMemory(), pages, answers).mount(router, basePath);
    }

    /** All quotes kept, oldest first; a copy. */
    public List<SandboxQuote> quotes() {
        return quotes.inMemory().all();
    }

    /** How many of the quotes kept have that {@code customer_email}, whatever the case. */
    public long countByEmail(String customerEmail) {
        return quotes().stream().filter(quote -> quote.isOf(customerEmail)).count();
    }

    /**
     * Forgets a person: the quotes with that e-mail, and those with that phone number, however either is written. Ids
     * that were given are not given again.
     *
     * @param email null for whatever e-mail
     * @param phone null for whatever phone
     * @return how many quotes they were, once nothing of them is left on disk either; it fails with an
     *     {@link java.io.UncheckedIOException} if the journal cannot be written, and then a second call tries again
     */
    public CompletableFuture<Integer> erase(@Nullable String email, @Nullable String phone) {
        if (email != null) {
            oddAnswers.forget(email);
        }
        return quotes.removeIf(new BelongsTo(email, phone, PhoneNumbers.in(config.region())));
    }

    /** Writes what is not yet in the journal and closes it; may block. */
    @Override
    public void close() {
        quotes.close();
    }
}
