package dev.acsgateway.redis;

import dev.acsgateway.cleanup.JobExecutionStoreContract;
import dev.acsgateway.fake.StorePorts;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisJobExecutionStoreIT extends JobExecutionStoreContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }
}
