package se.salesbyte.bridge;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.config.LogFormat;

/**
 * The log: a line a fact, on standard output. Found by Logback itself, and in Java as a file would have to be read and
 * parsed at every start; {@code -Dlogback.configurationFile} names a file to be used instead.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogToConsole extends ContextAwareBase implements Configurator {
    private static final String LINE = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0} - %msg%lead%n%ex";
    private static final String CONSOLE = "console";

    /** What starts and stops is told by the bridge in its own words. */
    private static final List<String> TOLD_BY_US =
            List.of("org.apache.camel", "org.flywaydb", "com.zaxxer.hikari", "io.vertx", "io.netty");

    @Override
    public ExecutionStatus configure(LoggerContext log) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(log);
        console.setName(CONSOLE);
        console.setEncoder(text(log));
        console.start();
        Logger root = log.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        TOLD_BY_US.forEach(name -> log.getLogger(name).setLevel(Level.WARN));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Writes lines like that from now on, unless a file says how; what was logged before the settings were read was text. */
    static void in(LogFormat format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            in(format, log);
        }
    }

    static void in(LogFormat format, LoggerContext log) {
        if (format == LogFormat.JSON
                && log.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(CONSOLE)
                        instanceof ConsoleAppender<ILoggingEvent> console) {
            FieldsOfMessage fields = new FieldsOfMessage();
            fields.setContext(log);
            fields.start();
            console.stop();
            console.setEncoder(json(log));
            console.addFilter(fields);
            console.start();
        }
    }

    private static Encoder<ILoggingEvent> text(LoggerContext log) {
        PatternLayout layout = new PatternLayout();
        layout.getInstanceConverterMap().put("lead", LeadOfLine::new);
        layout.setContext(log);
        layout.setPattern(LINE);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> lines = new LayoutWrappingEncoder<>();
        lines.setContext(log);
        lines.setLayout(layout);
        lines.start();
        return lines;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext log) {
        LogstashFieldNames names = new LogstashFieldNames();
        names.setVersion("[ignore]");
        names.setLevelValue("[ignore]");
        names.setLogger("logger");
        names.setThread("thread");
        LogstashEncoder lines = new LogstashEncoder();
        lines.setContext(log);
        lines.setFieldNames(names);
        lines.setIncludeContext(false);
        lines.start();
        return lines;
    }
}
