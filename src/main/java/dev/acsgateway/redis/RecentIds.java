package dev.acsgateway.redis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tells new names from those that came a short while ago. */
final class RecentIds {
  private static final int MOST = 1_024;

  private final Set<String> names =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST;
                }
              }));

  /** Whether this one did not come lately. */
  boolean isNew(String name) {
    return names.add(name);
  }
}
