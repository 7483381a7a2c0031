package dev.acsgateway.quota;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StorePorts;

final class MemoryQuotaGovernorTest extends QuotaGovernorContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }

  @Override
  protected long stampOf(PermitGrant grant, long aged) {
    return grant.stamp();
  }
}
