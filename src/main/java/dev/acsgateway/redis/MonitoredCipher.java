package dev.acsgateway.redis;

import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the values that another cipher cannot open, and says so in the log, at most once a minute.
 * Nodes with different keysets would otherwise only show as a poor hit ratio, and a value that was
 * moved to another key not at all.
 */
final class MonitoredCipher implements ValueCipher {
  private static final Logger log = LoggerFactory.getLogger(MonitoredCipher.class);

  private final ValueCipher cipher;
  private final RareAlarm alarm;

  MonitoredCipher(ValueCipher cipher, InstantSource clock) {
    this.cipher = cipher;
    this.alarm = new RareAlarm(clock);
  }

  /** How many values could not be opened so far. */
  long unreadable() {
    return alarm.count();
  }

  @Override
  public byte[] seal(byte[] plain, byte[] key) {
    return cipher.seal(plain, key);
  }

  @Override
  public Optional<byte[]> open(byte[] sealed, byte[] key) {
    Optional<byte[]> plain = cipher.open(sealed, key);
    if (plain.isEmpty()) {
      alarm.raise(
          () ->
              log.error(
                  "A value in Redis was not sealed for its key by redis.keyset, and is taken for"
                      + " none. Do all nodes have the same keyset?"));
    }
    return plain;
  }
}
