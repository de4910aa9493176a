package se.salesbyte.bridge.crash.agent;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.asm.Advice;
import se.salesbyte.bridge.store.DueBatch;
import se.salesbyte.bridge.store.DueLead;

/** The places at which a lead's delivery, or a commit, can be broken off. */
public enum Failpoint {
    /** The store has handed out leads; nothing is on disk of that. */
    AFTER_CLAIM("delivery.Dispatcher", "claimed", OnClaim.class),
    /** The intent is on disk, nothing has left. */
    AFTER_INTENT("delivery.Attempt", "call", OnExit.class),
    /** The request's head, and a body that fits beside it, are in the hands of the system. */
    AFTER_HEAD("org.apache.hc.core5.http.impl.io.BHttpConnectionBase", "flush", OnFlush.class),
    /** The answer's head is here, its outcome not yet stated. */
    AFTER_ANSWER("delivery.Attempt", "answered", OnExit.class),
    /** Everything of a group is written but the commit. */
    BEFORE_COMMIT("store.Session", "commit", OnEnter.class),
    /** The group is on disk, and nobody has been told. */
    AFTER_COMMIT("store.Session", "commit", OnExit.class);

    private static final String OURS = "se.salesbyte.bridge.";
    private static final AtomicLong LEFT = new AtomicLong(Long.MAX_VALUE);
    private static final ThreadLocal<Boolean> SENDING = ThreadLocal.withInitial(() -> false);

    private final String owner;
    private final String method;
    private final Class<?> advice;

    Failpoint(String owner, String method, Class<?> advice) {
        this.owner = owner.startsWith("org.") ? owner : OURS + owner;
        this.method = method;
        this.advice = advice;
    }

    /** As the agent's option names it, such as {@code after-claim}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Failpoint of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** What is to be woven in. */
    List<Hook> hooks() {
        Hook hook = new Hook(owner, method, advice);
        return this == AFTER_HEAD
                ? List.of(new Hook(OURS + "delivery.Attempt", "sending", OnSending.class), hook)
                : List.of(hook);
    }

    static void killAt(long hit) {
        LEFT.set(hit);
    }

    /** The place was passed. Called from the code that was woven in, hence public. */
    public static void pass() {
        if (LEFT.decrementAndGet() == 0) {
            KillThisProcess.now();
        }
    }

    /** The thread is about to send a lead: what it flushes next is that. */
    public static void sending() {
        SENDING.set(true);
    }

    /** Something was flushed; only a lead's request counts, not the check at the start nor a callback. */
    public static void flushed() {
        if (SENDING.get()) {
            SENDING.remove();
            pass();
        }
    }

    /** A claim has brought something; only leads count. */
    public static void claimed(Object batch) {
        if (batch instanceof DueBatch<?> due && due.items().stream().anyMatch(DueLead.class::isInstance)) {
            pass();
        }
    }

    /** Woven in. */
    static final class OnEnter {
        private OnEnter() {}

        @Advice.OnMethodEnter
        static void enter() {
            pass();
        }
    }

    /** Woven in; not passed by an exception. */
    static final class OnExit {
        private OnExit() {}

        @Advice.OnMethodExit
        static void exit() {
            pass();
        }
    }

    /** Woven in. */
    static final class OnSending {
        private OnSending() {}

        @Advice.OnMethodExit
        static void exit() {
            sending();
        }
    }

    /** Woven in. */
    static final class OnFlush {
        private OnFlush() {}

        @Advice.OnMethodExit
        static void exit() {
            flushed();
        }
    }

    /** Woven in. */
    static final class OnClaim {
        private OnClaim() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(1) Object batch) {
            claimed(batch);
        }
    }
}
