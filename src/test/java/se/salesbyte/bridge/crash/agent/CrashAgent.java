package se.salesbyte.bridge.crash.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Puts one hook into the bridge before it starts: {@code <failpoint>:<hit>} kills the process when that place is passed
 * for the so manieth time, {@code disk-full:<file>} lets the store find no room as long as that file exists.
 */
public final class CrashAgent {
    /** The option, up to the colon, for {@link FullDisk}. */
    public static final String DISK_FULL = "disk-full";

    private CrashAgent() {}

    /** Called by the JVM before the bridge's own main. */
    public static void premain(String option, Instrumentation instrumentation) {
        String name = option.substring(0, option.indexOf(':'));
        String value = option.substring(name.length() + 1);
        if (name.equals(DISK_FULL)) {
            FullDisk.whileThereIs(Path.of(value));
            instrumentation.addTransformer(
                    new Hook("se.salesbyte.bridge.store.Session", "begin", FullDisk.BeforeBegin.class));
        } else {
            Failpoint point = Failpoint.of(name);
            KillThisProcess.prepare(instrumentation);
            Failpoint.killAt(Long.parseLong(value));
            instrumentation.addTransformer(new Hook(point.owner(), point.method(), point.advice()));
        }
    }

    /** Weaves the advice into one method of one class; a method that is not there any more ends the process. */
    private record Hook(String owner, String method, Class<?> advice) implements ClassFileTransformer {
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
                TypeDescription type =
                        TypePool.Default.of(locator).describe(owner).resolve();
                if (type.getDeclaredMethods().filter(named(method)).isEmpty()) {
                    throw new IllegalStateException(owner + " has no method " + method + ": mend the failpoint");
                }
                return new ByteBuddy()
                        .redefine(type, locator)
                        .visit(Advice.to(advice).on(named(method)))
                        .make()
                        .getBytes();
            } catch (RuntimeException | Error e) { // the JVM would go on without the hook and say nothing
                System.out.println("The failpoint cannot be put in: " + e);
                Runtime.getRuntime().halt(3);
                throw e;
            }
        }
    }
}
