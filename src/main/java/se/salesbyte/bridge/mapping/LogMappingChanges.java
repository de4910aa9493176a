package se.salesbyte.bridge.mapping;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes changes of mapping files to the log. */
public final class LogMappingChanges implements MappingChanges {
    private static final Logger LOG = LoggerFactory.getLogger(LogMappingChanges.class);

    @Override
    public void loaded(String file) {
        LOG.info("Mapping changed and in use. file={}", file);
    }

    @Override
    public void refused(MappingException fault) {
        LOG.error(
                "Changed mapping refused, the last good one stays in use: mend the file. fault={}", fault.getMessage());
    }
}
