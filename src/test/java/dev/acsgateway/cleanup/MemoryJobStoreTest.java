package dev.acsgateway.cleanup;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StorePorts;

final class MemoryJobStoreTest extends JobStoreContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
