package dev.acsgateway.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The scripts that change Redis; each is one atomic step. Sources lie in {@code /redis/*.lua}. */
enum LuaScript {
  BEGIN_FLIGHT,
  LAND_FLIGHT,
  END_FLIGHT,
  RAISE_FENCE,
  END_REVOCATION,
  END_DELETION,
  BIND_RESOURCE,
  READ_USERS,
  IMPORT_USERS,
  REPAIR_USERS,
  REPAIR_INDEX,
  RETIRE_USERS,
  CREATE_JOB,
  LEASE_JOB,
  RENEW_LEASE,
  RECORD_OUTCOME,
  END_LEASE,
  TAKE_PERMITS("permits"),
  RECOUNT_PERMIT("permits"),
  READ_QUOTA("permits"),
  REPLACE_KEY,
  USE_ACCESS_KEY;

  private final String source;
  private final String sha;

  LuaScript() {
    this("locks");
  }

  /**
   * @param shared what stands before the script
   */
  LuaScript(String shared) {
    source = read(shared) + read(name().toLowerCase(Locale.ROOT).replace('_', '-'));
    sha = sha1(source);
  }

  /** The script's text. */
  String source() {
    return source;
  }

  /** What {@code EVALSHA} calls the script: SHA-1 of its text, in hex. */
  String sha() {
    return sha;
  }

  private static String read(String name) {
    String path = "/redis/" + name + ".lua";
    try (InputStream in = LuaScript.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }
}
