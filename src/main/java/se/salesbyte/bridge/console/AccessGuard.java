package se.salesbyte.bridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import io.vertx.ext.web.handler.BasicAuthHandler;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the management listener: with a password only the user {@code bridge} (HTTP Basic), and on loopback only
 * requests that were meant for this machine: a page of another site that makes a browser call
 * us is known by its {@code Host} or {@code Origin}. What changes something must come from a page of the very address
 * that it is sent to, or from no page, on any listener.
 *
 * <p>Open to all are the liveness and readiness probes, and the sandbox's APIs, which ask for a uuid or a token as
 * SalesByte does.
 */
public final class AccessGuard implements Handler<RoutingContext> {
    private static final String USER = "bridge";
    private static final Set<String> OPEN =
            Set.of("/observe/health/live", "/observe/health/ready", "/sandbox/integrations/create_brandawareness");
    private static final String QUOTES_API = "/sandbox/api/quotes";
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<String> LOCAL = Set.of("localhost", "[::1]");

    private final @Nullable AuthenticationHandler basic;
    private final boolean loopback;

    /**
     * @param password null: none is asked for
     * @param loopback whether the listener is on loopback, and then only local requests pass
     */
    public AccessGuard(@Nullable String password, boolean loopback) {
        this.loopback = loopback;
        this.basic = password == null ? null : BasicAuthHandler.create(new OneUser(password), "SalesByte Bridge");
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (loopback && !isLocal(request)) {
            new JsonProblem(403, "Foreign Host or Origin", "call the address that the bridge printed")
                    .answer(context.response());
        } else if (!SAFE.contains(request.method()) && !isOfThisSite(request)) {
            new JsonProblem(
                            403,
                            "Foreign Origin",
                            "a page of another site may not call this; a proxy in between must pass Host on as it is")
                    .answer(context.response());
        } else if (basic != null && !isOpen(context.normalizedPath())) {
            basic.handle(context);
        } else {
            context.next();
        }
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path) || path.equals(QUOTES_API) || path.startsWith(QUOTES_API + "/");
    }

    private static boolean isLocal(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String host = request.authority() == null ? null : request.authority().host();
        return isLocal(host) && (origin == null || isLocal(hostOf(origin)));
    }

    /** A browser adds the password that it remembers to what any page sends, and says which site's page it was. */
    private static boolean isOfThisSite(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        return origin == null || (host != null && host.equalsIgnoreCase(authorityOf(origin)));
    }

    private static @Nullable String authorityOf(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isLocal(@Nullable String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(name).matches() || LOCAL.contains(name) || LOCAL.contains("[" + name + "]");
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private record OneUser(String password) implements AuthenticationProvider {
        @Override
        @Deprecated
        @SuppressWarnings("InlineMeSuggester") // Vert.x still asks for it
        public void authenticate(JsonObject credentials, Handler<AsyncResult<User>> handler) {
            authenticate(new UsernamePasswordCredentials(credentials)).onComplete(handler);
        }

        @Override
        public Future<User> authenticate(Credentials credentials) {
            UsernamePasswordCredentials given = (UsernamePasswordCredentials) credentials;
            return USER.equals(given.getUsername()) && isPassword(given.getPassword())
                    ? Future.succeededFuture(User.fromName(USER))
                    : Future.failedFuture("refused");
        }

        private boolean isPassword(@Nullable String given) {
            return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), password.getBytes(UTF_8));
        }
    }
}
