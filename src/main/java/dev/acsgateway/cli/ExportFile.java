package dev.acsgateway.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Copies an export and holds it against its own end. */
final class ExportFile {
  private final MessageDigest digest;
  private long lines = -1;
  private String last = "";

  ExportFile() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /**
   * Copies line by line. Blocks.
   *
   * @return how many users and orphans there are
   * @throws CommandFailed when the export is not whole
   */
  long copy(InputStream from, OutputStream to) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        to.write(accept(line));
      }
    } catch (IOException e) {
      throw new CommandFailed("The export broke off after " + lines + " lines: " + e.getMessage());
    }
    verify();
    return lines;
  }

  /** The end is the one line that its own digest does not cover. */
  private byte[] accept(String line) {
    if (!last.isEmpty()) {
      digest.update((last + "\n").getBytes(StandardCharsets.UTF_8));
      lines++;
    }
    last = line;
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void verify() {
    JsonObject end = end();
    if (end == null
        || end.getLong("lines", -1L) != lines
        || !HexFormat.of().formatHex(digest.digest()).equals(end.getString("sha256"))) {
      throw new CommandFailed("The export is not whole: its end is missing or does not fit");
    }
  }

  private @Nullable JsonObject end() {
    try {
      return new JsonObject(last).getJsonObject("end");
    } catch (DecodeException | ClassCastException noEnd) {
      return null;
    }
  }
}
