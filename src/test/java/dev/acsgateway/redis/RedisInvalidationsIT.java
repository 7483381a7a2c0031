package dev.acsgateway.redis;

import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.token.InvalidationsContract;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisInvalidationsIT extends InvalidationsContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }
}
