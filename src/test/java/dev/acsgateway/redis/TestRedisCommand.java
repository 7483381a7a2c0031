package dev.acsgateway.redis;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One Redis command on a connection of its own, independent of the client under test. */
final class TestRedisCommand {
  private static final int TIMEOUT_MILLIS = 10_000;

  private TestRedisCommand() {}

  /**
   * Sends an inline command.
   *
   * @param command words separated by blanks, for example {@code CLIENT PAUSE 500}
   * @return a status, a number or a text, as it was sent, empty for nil; the elements of an array,
   *     a line each
   * @throws UncheckedIOException when the server cannot be reached or answers an error
   */
  static String send(String url, String command) {
    URI address = URI.create(url);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      return answer(new DataInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answer(DataInputStream input) throws IOException {
    String line = line(input);
    return switch (line.charAt(0)) {
      case '-' -> throw new IOException(line);
      case '$' -> {
        int length = Integer.parseInt(line.substring(1));
        if (length < 0) {
          yield "";
        }
        byte[] text = input.readNBytes(length);
        input.skipNBytes("\r\n".length());
        yield new String(text, StandardCharsets.UTF_8);
      }
      case '*' -> {
        List<String> elements = new ArrayList<>();
        for (int i = Integer.parseInt(line.substring(1)); i > 0; i--) {
          elements.add(answer(input));
        }
        yield String.join("\n", elements);
      }
      default -> line.substring(1);
    };
  }

  private static String line(DataInputStream input) throws IOException {
    StringBuilder line = new StringBuilder();
    for (byte next = input.readByte(); next != '\r'; next = input.readByte()) {
      line.append((char) next);
    }
    input.readByte();
    return line.toString();
  }
}
