package se.salesbyte.bridge;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operating system lets this process open: a connection is a file handle, as is every file of the store. */
final class FileHandles {
    private static final Logger LOG = LoggerFactory.getLogger(FileHandles.class);

    /** For files, libraries, SalesByte, receivers and the management listener; of few handles, half of them. */
    private static final long OURS = 1_000;

    private FileHandles() {}

    /** That many connections of senders, or as many as handles are left for. */
    static int bounded(int connections) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return connections; // Windows has no such limit
        }
        long handles = system.getMaxFileDescriptorCount();
        int possible = within(connections, handles);
        if (possible < connections) {
            LOG.warn(
                    "This process may have {} file handles, so {} connections at once instead of"
                            + " bridge.intake.max-connections={}: raise the limit (ulimit -n)",
                    handles,
                    possible,
                    connections);
        }
        return possible;
    }

    static int within(int connections, long handles) {
        return (int) Math.max(1, Math.min(connections, handles - Math.min(OURS, handles / 2)));
    }
}
