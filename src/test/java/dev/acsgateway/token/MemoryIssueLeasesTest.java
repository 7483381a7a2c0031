package dev.acsgateway.token;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StorePorts;

final class MemoryIssueLeasesTest extends IssueLeasesContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
