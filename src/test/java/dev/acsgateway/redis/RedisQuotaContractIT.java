package dev.acsgateway.redis;

import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.quota.PermitGrant;
import dev.acsgateway.quota.QuotaGovernorContract;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedisQuotaContractIT extends QuotaGovernorContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }

  @Override
  protected long stampOf(PermitGrant grant, long aged) {
    return aged;
  }
}
