package dev.acsgateway.identity;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StorePorts;

final class FakeIssuingKeysTest extends IssuingKeyStoreContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
