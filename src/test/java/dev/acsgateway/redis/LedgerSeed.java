package dev.acsgateway.redis;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.Keyspace.UserKeys;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;

/** Writes users straight into the ledger, in the same keys as the gateway would. */
public final class LedgerSeed {
  private final String url;
  private final Keyspace keys;

  /**
   * @param shards as the gateway has them configured
   */
  public LedgerSeed(String url, int shards) {
    this.url = url;
    this.keys = new Keyspace(shards);
  }

  /** A user who owns an identity, and when it got its last token. */
  public record Owner(UserId user, Identity identity, Instant lastIssuedAt) {}

  /** Writes them all; blocks until Redis has them. */
  public void write(Stream<Owner> owners) {
    URI address = URI.create(url);
    try (Socket socket = new Socket(address.getHost(), address.getPort());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 20)) {
      Thread replies = Thread.startVirtualThread(() -> drain(socket));
      send(out, "CLIENT", "REPLY", "OFF");
      owners.forEach(owner -> write(out, owner));
      send(out, "CLIENT", "REPLY", "ON");
      send(out, "QUIT");
      out.flush();
      replies.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Redis closes the connection once it has done everything. */
  private static void drain(Socket socket) {
    try {
      new DataInputStream(socket.getInputStream()).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(OutputStream out, Owner owner) {
    UserKeys names = keys.of(owner.user());
    String at = Long.toString(owner.lastIssuedAt().toEpochMilli());
    try {
      send(
          out,
          "HSET",
          names.user(),
          "user",
          owner.user().value(),
          "state",
          "active",
          "epoch",
          "1",
          "identity",
          owner.identity().id(),
          "createdAt",
          at,
          "lastIssuedAt",
          at);
      send(out, "ZADD", names.index(), at, names.hash());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(OutputStream out, String... words) throws IOException {
    StringBuilder command = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    out.write(command.toString().getBytes(StandardCharsets.UTF_8));
  }
}
