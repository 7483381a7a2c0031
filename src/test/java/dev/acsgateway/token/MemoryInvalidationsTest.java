package dev.acsgateway.token;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StorePorts;

final class MemoryInvalidationsTest extends InvalidationsContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
