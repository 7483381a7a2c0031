package dev.acsgateway.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.acsgateway.config.Redactor;
import java.nio.charset.StandardCharsets;

/**
 * Takes secrets out of a line as it is written, so out of its message, its fields and its stack
 * trace alike.
 */
final class RedactingEncoder extends EncoderBase<ILoggingEvent> {
  private final Encoder<ILoggingEvent> lines;

  /**
   * @param lines writes lines in UTF-8; started and stopped by its maker
   */
  RedactingEncoder(Encoder<ILoggingEvent> lines) {
    this.lines = lines;
  }

  @Override
  public byte[] headerBytes() {
    return lines.headerBytes();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = new String(lines.encode(event), StandardCharsets.UTF_8);
    return Redactor.redact(line).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return lines.footerBytes();
  }
}
