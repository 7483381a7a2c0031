package dev.acsgateway.redis;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Commands for one server in a row, of which nobody wants the answers. Close it. */
final class RedisPipe implements AutoCloseable {
  private final Socket socket;
  private final OutputStream out;
  private final Thread replies;

  RedisPipe(String url) {
    URI address = URI.create(url);
    try {
      socket = new Socket(address.getHost(), address.getPort());
      out = new BufferedOutputStream(socket.getOutputStream(), 1 << 20);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    replies = Thread.startVirtualThread(this::drain);
    send("CLIENT", "REPLY", "OFF");
  }

  /** Sends one command. */
  void send(String... words) {
    StringBuilder command = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    try {
      out.write(command.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Redis closes the connection once it has done everything. */
  private void drain() {
    try {
      new DataInputStream(socket.getInputStream()).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once the server has done everything. */
  @Override
  public void close() {
    send("CLIENT", "REPLY", "ON");
    send("QUIT");
    try (socket) {
      out.flush();
      replies.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
