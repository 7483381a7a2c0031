package dev.acsgateway.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees every permit of one operation as Redis counts it, by {@code MONITOR}: when, by its clock, as
 * the script has read it. What {@code MONITOR} itself notes may be later by however long the server
 * was kept from its core in between.
 */
final class PermitLog implements AutoCloseable {
  private static final Pattern STAMP = Pattern.compile("^\\+(\\d+)\\.(\\d{6}) .*\"(\\d+)\"$");

  private final Socket socket;
  private final List<Long> lateness = new CopyOnWriteArrayList<>();
  private final List<Long> micros = new CopyOnWriteArrayList<>();

  PermitLog(String url, String operation) {
    URI address = URI.create(url);
    try {
      socket = new Socket(address.getHost(), address.getPort());
      socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.UTF_8));
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      if (!"+OK".equals(lines.readLine())) {
        throw new AssertionError("Redis does not monitor");
      }
      String counted = "\"RPUSH\" \"gw:q:{" + operation + "}\"";
      Thread.ofVirtual().start(() -> follow(lines, counted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until the connection is closed, by whichever side. */
  private void follow(BufferedReader lines, String counted) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(counted)) {
          add(line);
        }
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void add(String line) {
    Matcher stamp = STAMP.matcher(line);
    if (stamp.find()) {
      long read = Long.parseLong(stamp.group(3));
      lateness.add(Long.parseLong(stamp.group(1) + stamp.group(2)) - read);
      micros.add(read);
    }
  }

  /** How much later than it was read each instant was noted, in µs. */
  List<Long> lateness() {
    return List.copyOf(lateness);
  }

  /** When each permit was counted, in µs. */
  List<Long> micros() {
    return List.copyOf(micros);
  }

  int size() {
    return micros.size();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
