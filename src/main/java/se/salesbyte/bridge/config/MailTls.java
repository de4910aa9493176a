package se.salesbyte.bridge.config;

import java.util.Locale;
import java.util.stream.Stream;

/** How the connection to a mail server is encrypted. */
public enum MailTls {
    /** After a word in the clear, and nothing is sent if that fails. */
    STARTTLS,
    /** From the first byte on, as on port 465. */
    TLS,
    NONE;

    static final Format<MailTls> FORMAT = Format.shown(
            text -> Stream.of(values())
                    .filter(tls -> tls.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst(),
            "write starttls, tls or none");
}
