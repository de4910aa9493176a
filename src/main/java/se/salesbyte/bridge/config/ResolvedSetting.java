package se.salesbyte.bridge.config;

/**
 * A setting as it counts now, fit to be shown.
 *
 * @param value as written, or its default; {@code ***} if it is or may hold a secret; {@code ""} if there is none
 * @param origin where it was set, {@code default} or {@code not set}
 */
public record ResolvedSetting(String key, String value, String origin) {}
