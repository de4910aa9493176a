package se.salesbyte.bridge.config;

/** When changed routes, mappings and examples are looked for. */
public enum ReloadMode {
    /** All the time. */
    AUTO,
    /** When {@code bridge reload} asks for it. */
    MANUAL,
    /** Never: a change counts from the next start. */
    OFF;

    static final Format<ReloadMode> FORMAT = Format.oneOf(ReloadMode.class, "write auto, manual or off");
}
