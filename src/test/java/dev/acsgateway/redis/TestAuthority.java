package dev.acsgateway.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A private certificate authority of a test's own, made with openssl. Close it. */
public final class TestAuthority implements AutoCloseable {
  private static final String VALID_DAYS = "30";

  /** Ends a day before it begins. */
  private static final String EXPIRED = "-1";

  private final Path folder;
  private final AtomicInteger issued = new AtomicInteger();

  /**
   * A certificate and its private key.
   *
   * @param certificate PEM
   * @param key PKCS#8 PEM
   */
  public record Leaf(Path certificate, Path key) {}

  private TestAuthority(Path folder) {
    this.folder = folder;
  }

  /** Creates one. */
  public static TestAuthority create() {
    try {
      TestAuthority authority = new TestAuthority(Files.createTempDirectory("test-authority"));
      authority.openssl(
          "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca.key"
              + " -out ca.crt -subj /CN=test-authority -days "
              + VALID_DAYS);
      return authority;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The certificate to trust, PEM. */
  public Path certificate() {
    return folder.resolve("ca.crt");
  }

  /**
   * Issues a certificate for servers and clients.
   *
   * @param names subject alternative names, for example {@code DNS:localhost}, {@code IP:127.0.0.1}
   */
  public Leaf issue(String... names) {
    return issue(VALID_DAYS, names);
  }

  /** Issues a certificate whose validity has ended. */
  public Leaf issueExpired(String... names) {
    return issue(EXPIRED, names);
  }

  private Leaf issue(String days, String... names) {
    String name = "leaf-" + issued.incrementAndGet();
    try {
      Files.writeString(
          folder.resolve(name + ".ext"),
          "subjectAltName="
              + String.join(",", names)
              + "\nextendedKeyUsage=serverAuth,clientAuth\n");
      openssl(
          "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout %1$s.key -out %1$s.csr -subj /CN=%1$s"
              .formatted(name));
      openssl(
          "x509 -req -in %1$s.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days %2$s -extfile %1$s.ext -out %1$s.crt"
              .formatted(name, days));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Leaf(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }

  private void openssl(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("openssl " + arguments + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
