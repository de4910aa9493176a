package se.salesbyte.bridge.config;

/** How the lines of the log are written. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line, for programs that gather logs. */
    JSON;

    static final Format<LogFormat> FORMAT = Format.oneOf(LogFormat.class, "write text or json");
}
