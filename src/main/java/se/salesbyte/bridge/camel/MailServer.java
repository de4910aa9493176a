package se.salesbyte.bridge.camel;

import java.time.Duration;
import java.util.Properties;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.jspecify.annotations.Nullable;

/**
 * Where mails are handed in.
 *
 * @param user null: it asks for none
 * @param tls whether the connection is encrypted
 */
public record MailServer(String host, int port, @Nullable String user, @Nullable String password, Tls tls) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How the connection is encrypted. */
    public enum Tls {
        /** Before anything is said, as on port 465. */
        TLS,
        /** Or nothing is sent. */
        STARTTLS,
        NONE
    }

    /** What the route's {@code smtp:} sends by. */
    public JavaMailSender sender() {
        String patience = String.valueOf(PATIENCE.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", patience);
        properties.setProperty("mail.smtp.timeout", patience);
        properties.setProperty("mail.smtp.writetimeout", patience);
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == Tls.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(tls == Tls.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls == Tls.STARTTLS));
        properties.setProperty("mail.smtp.auth", String.valueOf(user != null));
        DefaultJavaMailSender sender = new DefaultJavaMailSender();
        sender.setJavaMailProperties(properties);
        sender.setProtocol("smtp");
        sender.setHost(host);
        sender.setPort(port);
        sender.setUsername(user);
        sender.setPassword(password);
        return sender;
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
