package dev.acsgateway.http.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is sent.
 *
 * @param plain its bytes
 * @param gzip the same, compressed
 * @param tag an entity tag as RFC 9110 writes one: weak, since it stands for both
 */
record PageFile(Buffer plain, Buffer gzip, String tag) {

  /** Reads a resource of the class path. Blocks. */
  static PageFile read(String resource) {
    try (InputStream file =
        Objects.requireNonNull(PageFile.class.getResourceAsStream(resource), resource)) {
      byte[] bytes = file.readAllBytes();
      return new PageFile(Buffer.buffer(bytes), Buffer.buffer(compressed(bytes)), tag(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      String name = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      return "W/\"" + name.substring(0, 22) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
