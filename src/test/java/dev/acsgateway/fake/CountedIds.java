package dev.acsgateway.fake;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Names in order: {@code prefix1}, {@code prefix2} … */
public final class CountedIds implements Supplier<String> {
  private final String prefix;
  private final AtomicInteger last = new AtomicInteger();

  public CountedIds(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public String get() {
    return prefix + last.incrementAndGet();
  }
}
