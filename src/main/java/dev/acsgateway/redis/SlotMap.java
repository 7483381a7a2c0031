package dev.acsgateway.redis;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which server has which slots, as one of a cluster sees it; one has all, where there are none. */
final class SlotMap {
  /** Nothing is known yet. */
  static final SlotMap NONE = new SlotMap(new TreeMap<>());

  private final NavigableMap<Integer, Range> ranges;
  private final Set<String> primaries = new TreeSet<>();

  private record Range(int last, String primary) {}

  private SlotMap(NavigableMap<Integer, Range> ranges) {
    this.ranges = ranges;
    ranges.values().forEach(range -> primaries.add(range.primary()));
  }

  /**
   * Reads the answer to {@code CLUSTER SLOTS}: {@code [[first, last, [host, port, ...], ...],
   * ...]}.
   *
   * @param asked the host that gave it, which need not know its own name
   * @param sameHost whether all servers are at that host, whatever they announce
   */
  static SlotMap parse(Reply slots, String asked, boolean sameHost) {
    NavigableMap<Integer, Range> ranges = new TreeMap<>();
    for (Reply range : slots.elements()) {
      Reply primary = range.element(2);
      String host =
          primary
              .find(0)
              .filter(name -> !sameHost && !name.isEmpty() && !name.equals("?"))
              .orElse(asked);
      ranges.put(
          (int) range.number(0),
          new Range((int) range.number(1), address(host, Long.toString(primary.number(1)))));
    }
    return new SlotMap(ranges);
  }

  /** One server that has everything. */
  static SlotMap of(String primary) {
    NavigableMap<Integer, Range> all = new TreeMap<>();
    all.put(0, new Range(HashSlot.COUNT - 1, primary));
    return new SlotMap(all);
  }

  /** As it stands in URLs. */
  static String address(String host, String port) {
    return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
  }

  /** The server that has this slot; empty when none has. */
  Optional<String> ownerOf(int slot) {
    var range = ranges.floorEntry(slot);
    return range == null || range.getValue().last() < slot
        ? Optional.empty()
        : Optional.of(range.getValue().primary());
  }

  /** Every server that has slots, as {@code host:port}. */
  Set<String> primaries() {
    return Collections.unmodifiableSet(primaries);
  }
}
