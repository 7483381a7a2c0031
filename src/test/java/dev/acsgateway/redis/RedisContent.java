package dev.acsgateway.redis;

import java.util.List;
import java.util.stream.Collectors;

/** All that the test Redis holds, as text: every key with every field, member and entry. */
public final class RedisContent {
  private RedisContent() {}

  /** Reads it. Blocks. */
  public static String read() {
    return keys().stream().map(RedisContent::content).collect(Collectors.joining("\n"));
  }

  /** The names of all keys. */
  public static List<String> keys() {
    String keys = send("KEYS *");
    return keys.isEmpty() ? List.of() : keys.lines().toList();
  }

  /** Sends one command. */
  public static String command(String command) {
    return send(command);
  }

  private static String content(String key) {
    String type = send("TYPE " + key);
    String value =
        switch (type) {
          case "string" -> send("GET " + key);
          case "hash" -> send("HGETALL " + key);
          case "list" -> send("LRANGE " + key + " 0 -1");
          case "set" -> send("SMEMBERS " + key);
          case "zset" -> send("ZRANGE " + key + " 0 -1 WITHSCORES");
          case "stream" -> send("XRANGE " + key + " - +");
          default -> throw new AssertionError(key + " has the unknown type " + type);
        };
    return key + " (" + type + ")\n" + value;
  }

  private static String send(String command) {
    return TestRedis.send(command);
  }
}
