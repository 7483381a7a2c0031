package dev.acsgateway.cleanup;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StorePorts;

final class MemoryJobExecutionStoreTest extends JobExecutionStoreContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
