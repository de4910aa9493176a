package se.salesbyte.bridge.cli;

import java.io.PrintWriter;
import se.salesbyte.bridge.config.InvalidSettingsException;
import se.salesbyte.bridge.salesbyte.InvalidLeadSettingsException;

/** One line a fault and no stack trace: an operator is to mend a setting or a file, not our code. */
final class TellFault {
    private TellFault() {}

    /** The exit code. */
    static int to(PrintWriter err, Exception fault) {
        if (fault instanceof InvalidSettingsException settings) {
            settings.faults().forEach(err::println);
        } else if (fault instanceof InvalidLeadSettingsException settings) {
            settings.faults().forEach(err::println);
        } else {
            err.println(RootCause.of(fault));
        }
        err.flush();
        return 1;
    }
}
