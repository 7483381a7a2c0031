package dev.acsgateway.redis;

import java.nio.charset.StandardCharsets;

/** Where Redis Cluster puts a key: CRC16 (XMODEM) of its hash tag, modulo the number of slots. */
final class HashSlot {
  /** How many slots every cluster has. */
  static final int COUNT = 16_384;

  private static final int POLYNOMIAL = 0x1021;
  private static final int[] TABLE = table();

  private HashSlot() {}

  /** The slot of a key. */
  static int of(String key) {
    byte[] bytes = tag(key).getBytes(StandardCharsets.UTF_8);
    int crc = 0;
    for (byte each : bytes) {
      crc = (crc << 8 & 0xffff) ^ TABLE[(crc >>> 8 ^ each) & 0xff];
    }
    return crc % COUNT;
  }

  /** What stands between the first <code>{</code> and the next <code>}</code>; else all of it. */
  static String tag(String key) {
    int open = key.indexOf('{');
    int close = open < 0 ? -1 : key.indexOf('}', open);
    return close > open + 1 ? key.substring(open + 1, close) : key;
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
      }
      table[i] = crc & 0xffff;
    }
    return table;
  }
}
