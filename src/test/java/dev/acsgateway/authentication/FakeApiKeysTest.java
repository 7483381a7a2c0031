package dev.acsgateway.authentication;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StorePorts;

final class FakeApiKeysTest extends ApiKeyStoreContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
