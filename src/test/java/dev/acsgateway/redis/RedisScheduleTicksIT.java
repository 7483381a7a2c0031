package dev.acsgateway.redis;

import dev.acsgateway.cleanup.ScheduleTicksContract;
import dev.acsgateway.fake.StorePorts;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisScheduleTicksIT extends ScheduleTicksContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }
}
