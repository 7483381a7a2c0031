package dev.acsgateway.identity;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StorePorts;

final class FakeActiveAccessKeyTest extends ActiveAccessKeyStoreContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
