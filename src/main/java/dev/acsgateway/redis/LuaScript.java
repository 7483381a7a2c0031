package dev.acsgateway.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The scripts that change Redis; each is one atomic step. Sources lie in {@code /redis/*.lua}. */
@SuppressWarnings("ImmutableEnumChecker") // what it remembers of its text is always the same
enum LuaScript {
  BEGIN_FLIGHT,
  LAND_FLIGHT,
  RENEW_FLIGHT,
  END_FLIGHT,
  RAISE_FENCE,
  RENEW_FENCE,
  END_REVOCATION,
  END_DELETION,
  LIFT_DELETION,
  PAGE_USERS,
  PREPARE_JOB,
  ADD_CANDIDATES,
  OPEN_JOB,
  LEASE_JOB,
  RENEW_LEASE("locks", "jobs"),
  ADD_FOUND("locks", "jobs"),
  END_PLANNING("locks", "jobs"),
  NEXT_CANDIDATES("locks", "jobs"),
  TAKE_IN_HAND("locks", "jobs"),
  RECORD_OUTCOME("locks", "jobs"),
  END_LEASE("locks", "jobs"),
  ORDER_JOB,
  RETRY_FAILURES("locks", "jobs"),
  CLAIM_TICK,
  BIND_RESOURCE,
  READ_USERS,
  IMPORT_USERS,
  NAME_USERS,
  REPAIR_USERS,
  REPAIR_INDEX,
  SET_ASIDE_USER,
  SIGN_USER,
  ADD_OWNERS("owners"),
  CLAIM_IDENTITIES("owners"),
  REPLACE_OWNERS("owners"),
  RELEASE_OWNERS("owners"),
  RETIRE_USERS,
  TAKE_PERMITS("permits"),
  RECOUNT_PERMIT("permits"),
  READ_QUOTA("permits"),
  REPLACE_KEY,
  USE_ACCESS_KEY,
  WRITE_CHECK;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final List<String> shared;
  private volatile @Nullable Text text;

  /** The whole script and its SHA-1 in hex. */
  private record Text(String source, String sha) {}

  LuaScript() {
    this("locks");
  }

  /**
   * @param shared what stands before the script, in turn
   */
  LuaScript(String... shared) {
    this.shared = List.of(shared);
  }

  /** The script's name, for people: that of its file. */
  String label() {
    return label;
  }

  /** The script's text. */
  String source() {
    return text().source;
  }

  /** What {@code EVALSHA} calls the script: SHA-1 of its text, in hex. */
  String sha() {
    return text().sha;
  }

  /** Read when it is first asked for: to read all of them takes 30 ms, and a start uses few. */
  private Text text() {
    Text known = text;
    if (known == null) {
      String before = shared.stream().map(LuaScript::read).collect(Collectors.joining());
      String source = before + read(label);
      known = new Text(source, sha1(source));
      text = known;
    }
    return known;
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
