package dev.acsgateway.redis;

import dev.acsgateway.cleanup.CleanupLedgerContract;
import dev.acsgateway.fake.StorePorts;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisCleanupLedgerIT extends CleanupLedgerContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }
}
