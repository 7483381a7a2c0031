package dev.acsgateway.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.OptionHelper;
import java.nio.charset.StandardCharsets;
import net.logstash.logback.encoder.LogstashEncoder;

/**
 * How log lines are written: to standard error, so that standard output carries what a command has
 * to say. {@code LOG_FORMAT=json} (environment or {@code -DLOG_FORMAT=json}) writes one JSON object
 * a line; {@code LOG_LEVEL} sets the gateway's own level. Neither has the prefix ACSGW_: they apply
 * before the configuration is read. Secrets are taken out of every line. {@code
 * -Dlogback.configurationFile=<file>} replaces all of this.
 *
 * <p>In Java, since reading the same from XML takes a seventh of a node's start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String FOR_PEOPLE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: "
          + "%msg%replace( [%requestId]){' \\[\\]', ''}%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (setting(context, "logback.configurationFile", "").isEmpty()) {
      ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
      console.setName("console");
      console.setContext(context);
      console.setTarget("System.err");
      console.setEncoder(encoder(context, setting(context, "LOG_FORMAT", "text")));
      console.start();

      Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      root.setLevel(Level.INFO);
      root.addAppender(console);
      context
          .getLogger("dev.acsgateway")
          .setLevel(Level.toLevel(setting(context, "LOG_LEVEL", "INFO"), Level.INFO));
      context.getLogger("io.netty").setLevel(Level.WARN);
      context.getLogger("com.azure").setLevel(Level.ERROR);
      // Prints a stack trace for each connection that fails, though its future has failed, too.
      context.getLogger("io.vertx.redis.client.impl.RedisConnectionManager").setLevel(Level.OFF);
      return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
    return ExecutionStatus.INVOKE_NEXT_IF_ANY;
  }

  /**
   * Returns what writes lines, without secrets.
   *
   * @param format {@code json}, or else text
   */
  public static Encoder<ILoggingEvent> encoder(LoggerContext context, String format) {
    RedactingEncoder redacting =
        new RedactingEncoder(format.equals("json") ? json(context) : text(context));
    redacting.setContext(context);
    redacting.start();
    return redacting;
  }

  private static String setting(LoggerContext context, String name, String usual) {
    String given = OptionHelper.propertyLookup(name, context, null);
    return given == null ? usual : given;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayout layout = new PatternLayout();
    layout.getInstanceConverterMap().put("requestId", RequestIdConverter::new);
    layout.setContext(context);
    layout.setPattern(FOR_PEOPLE);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.addProvider(new RequestFields());
    encoder.start();
    return encoder;
  }
}
