package dev.acsgateway.redis;

import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.ActiveAccessKeyStoreContract;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisActiveAccessKeyIT extends ActiveAccessKeyStoreContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }
}
