package dev.acsgateway.cli;

import dev.acsgateway.config.Redactor;
import java.io.IOException;
import java.io.Writer;

/** Writes texts without the secrets in them. A secret must not be split between two texts. */
final class RedactingWriter extends Writer {
  private final Writer out;

  RedactingWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    out.write(Redactor.redact(new String(buffer, offset, length)));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    out.write(Redactor.redact(text.substring(offset, offset + length)));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
