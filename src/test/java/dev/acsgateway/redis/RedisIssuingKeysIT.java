package dev.acsgateway.redis;

import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.IssuingKeyStoreContract;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisIssuingKeysIT extends IssuingKeyStoreContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }
}
