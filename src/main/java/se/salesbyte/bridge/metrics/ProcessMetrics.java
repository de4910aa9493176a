package se.salesbyte.bridge.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.nio.file.Path;

/** How the process and its disk fare, by Micrometer's own binders, under their usual names. */
public final class ProcessMetrics implements AutoCloseable {
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final LogbackMetrics log = new LogbackMetrics();

    /** @param data the folder whose disk is looked at */
    public ProcessMetrics(MeterRegistry registry, Path data) {
        new JvmMemoryMetrics().bindTo(registry);
        collector.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new DiskSpaceMetrics(data.toFile()).bindTo(registry);
        log.bindTo(registry);
    }

    @Override
    public void close() {
        collector.close();
        log.close();
    }
}
