package se.salesbyte.bridge.crash.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Weaves the advice into one method of one class; a method that is not there any more ends the process. */
final class Hook implements ClassFileTransformer {
    private final String owner;
    private final String method;
    private final Class<?> advice;
    private boolean woven; // before the bridge's main, by its thread

    Hook(String owner, String method, Class<?> advice) {
        this.owner = owner;
        this.method = method;
        this.advice = advice;
    }

    /** Loads the class now: a hook that finds no place must not show as a kill that merely never came. */
    void load() {
        try {
            Class.forName(owner, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException e) {
            throw failed(e);
        }
        if (!woven) {
            throw failed(new IllegalStateException(owner + " was loaded before its hook"));
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        return name.replace('/', '.').equals(owner) ? woven(loader, bytes) : null;
    }

    private byte[] woven(@Nullable ClassLoader loader, byte[] bytes) {
        try {
            ClassFileLocator locator = new ClassFileLocator.Compound(
                    ClassFileLocator.Simple.of(owner, bytes), ClassFileLocator.ForClassLoader.of(loader));
            TypeDescription type = TypePool.Default.of(locator).describe(owner).resolve();
            if (type.getDeclaredMethods().filter(named(method)).isEmpty()) {
                throw new IllegalStateException(owner + " has no method " + method + ": mend the failpoint");
            }
            byte[] changed = new ByteBuddy()
                    .redefine(type, locator)
                    .visit(Advice.to(advice).on(named(method)))
                    .make()
                    .getBytes();
            woven = true;
            return changed;
        } catch (RuntimeException | Error e) { // the JVM would go on without the hook and say nothing
            throw failed(e);
        }
    }

    private static IllegalStateException failed(Throwable fault) {
        System.out.println("The failpoint cannot be put in: " + fault);
        Runtime.getRuntime().halt(3);
        return new IllegalStateException(fault);
    }
}
