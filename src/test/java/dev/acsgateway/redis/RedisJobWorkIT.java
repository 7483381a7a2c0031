package dev.acsgateway.redis;

import dev.acsgateway.cleanup.JobWorkContract;
import dev.acsgateway.fake.StorePorts;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisJobWorkIT extends JobWorkContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }
}
