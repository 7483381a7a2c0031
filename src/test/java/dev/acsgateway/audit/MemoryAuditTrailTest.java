package dev.acsgateway.audit;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StorePorts;

final class MemoryAuditTrailTest extends AuditTrailContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
