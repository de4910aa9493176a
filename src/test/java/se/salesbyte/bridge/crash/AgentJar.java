package se.salesbyte.bridge.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import se.salesbyte.bridge.crash.agent.CrashAgent;

/** Makes a jar of the agent's classes, as {@code -javaagent} wants one. */
final class AgentJar {
    private AgentJar() {}

    /** Writes it into that folder and returns its path. */
    static Path in(Path folder) {
        Path jar = folder.resolve("crash-agent.jar");
        Path classes = source(CrashAgent.class);
        Path agent = classes.resolve(CrashAgent.class.getPackageName().replace('.', '/'));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest());
                Stream<Path> found = Files.list(agent)) {
            List<Path> files = found.sorted().toList();
            for (Path each : files) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.toAbsolutePath();
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(new Attributes.Name("Premain-Class"), CrashAgent.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH, source(ByteBuddy.class).toUri().toString());
        return manifest;
    }

    private static Path source(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
