package se.salesbyte.bridge.mapping;

/** Hears once of every change of a mapping file, on the thread that was applying the mapping. */
public interface MappingChanges {
    /** A changed file is in use from now on. */
    void loaded(String file);

    /** A changed file does not compile or is gone: the last good version stays in use. */
    void refused(MappingException fault);
}
