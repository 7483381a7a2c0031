package dev.acsgateway.redis;

import dev.acsgateway.audit.AuditTrailContract;
import dev.acsgateway.fake.StorePorts;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisAuditTrailIT extends AuditTrailContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }
}
