package dev.acsgateway.redis;

import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.token.TokenServiceContract;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisTokenServiceIT extends TokenServiceContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }
}
