package dev.acsgateway.redis;

import dev.acsgateway.authentication.ApiKeyStoreContract;
import dev.acsgateway.fake.StorePorts;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisApiKeyStoreIT extends ApiKeyStoreContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }
}
