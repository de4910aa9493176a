package se.salesbyte.bridge.config;

import java.util.Optional;

/**
 * How notifications go by e-mail.
 *
 * @param to {@code bridge.notify.email}, no default: addresses with commas between them; empty if none is sent
 * @param host {@code bridge.mail.host}, default localhost
 * @param port {@code bridge.mail.port}, default 587
 * @param tls {@code bridge.mail.tls}, default starttls
 * @param user {@code bridge.mail.user}, no default: empty if the server asks for none
 * @param password {@code bridge.mail.password}, no default
 * @param from {@code bridge.mail.from}, no default: there if {@code to} is
 */
public record MailSettings(
        Optional<String> to,
        String host,
        int port,
        MailTls tls,
        Optional<String> user,
        Optional<String> password,
        Optional<String> from) {

    /** Without the password. */
    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + ", tls=" + tls + ", password "
                + (password.isPresent() ? "set" : "not set") + "]";
    }
}
