package dev.acsgateway.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Holds the lines of a ledger against its head and its end. Lines of users are the gateway's to
 * judge, one by one.
 */
final class ImportLines {
  private static final String FORMAT = "acs-token-gateway/ledger/1";

  private final MessageDigest digest;
  private long number;
  private long counted;
  private boolean headed;
  private boolean ended;

  ImportLines() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Looks at a line while it is read. */
  void requireLength(int length, int longest) {
    if (length > longest) {
      throw new CommandFailed("Line %d is longer than %d bytes.".formatted(number + 1, longest));
    }
  }

  /** Takes in one line that lost its line feed. */
  void accept(byte[] line) {
    number++;
    if (line.length == 0 || (line.length == 1 && line[0] == '\r')) {
      return;
    }
    if (ended) {
      throw new CommandFailed("Line " + number + " comes after the end.");
    }
    JsonObject marker = marker(new String(line, StandardCharsets.UTF_8));
    if (marker != null && marker.getValue("end") instanceof JsonObject end) {
      requireEnd(end);
      return;
    }
    digest.update(line);
    digest.update((byte) '\n');
    if (marker != null && marker.containsKey("format")) {
      requireHead(marker);
    } else {
      counted++;
    }
  }

  /** A head or an end; most lines are neither, and are not parsed. */
  private static @Nullable JsonObject marker(String line) {
    if (!line.contains("\"format\"") && !line.contains("\"end\"")) {
      return null;
    }
    try {
      return new JsonObject(line);
    } catch (DecodeException noMarker) {
      return null;
    }
  }

  private void requireHead(JsonObject head) {
    if (number > 1 || !FORMAT.equals(head.getValue("format"))) {
      throw new CommandFailed("Line " + number + " is not the head of a known format.");
    }
    headed = true;
  }

  private void requireEnd(JsonObject end) {
    ended = true;
    if (!(end.getValue("lines") instanceof Number lines) || lines.longValue() != counted) {
      throw new CommandFailed(
          "It is not whole: it has %d lines, its end says otherwise.".formatted(counted));
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(end.getValue("sha256"))) {
      throw new CommandFailed("It is not whole: its digest is another one.");
    }
  }

  /** To be called once, after the last line. */
  void finish() {
    if (headed && !ended) {
      throw new CommandFailed("It is not whole: it breaks off after %d lines.".formatted(counted));
    }
    if (!headed && counted == 0) {
      throw new CommandFailed("It is empty.");
    }
  }
}
