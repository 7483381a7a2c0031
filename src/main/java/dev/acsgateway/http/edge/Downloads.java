package dev.acsgateway.http.edge;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the downloads under way. One instance serves all event loops of a node. */
public final class Downloads {
  private final DownloadsConfig config;
  private final ClientAddress clients;
  private final AtomicInteger total = new AtomicInteger();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

  /** Whether a download may begin. */
  public enum Admission {
    /** It is counted, and {@link #end} must be called once. */
    ADMITTED,
    /** The client's address has as many under way as it may. */
    ADDRESS_AT_LIMIT,
    /** The node has. */
    NODE_AT_LIMIT
  }

  public Downloads(DownloadsConfig config, ClientAddress clients) {
    this.config = config;
    this.clients = clients;
  }

  /** Returns what stands for the client of this request when it is counted. */
  public String address(HttpServerRequest request) {
    return clients.of(request);
  }

  /** Counts one more download of this address, unless it is one too many. */
  public Admission begin(String address) {
    if (total.incrementAndGet() > config.total()) {
      total.decrementAndGet();
      return Admission.NODE_AT_LIMIT;
    }
    if (byAddress.merge(address, 1, Integer::sum) > config.perAddress()) {
      end(address);
      return Admission.ADDRESS_AT_LIMIT;
    }
    return Admission.ADMITTED;
  }

  /** Counts one less. */
  public void end(String address) {
    byAddress.computeIfPresent(address, (of, count) -> count == 1 ? null : count - 1);
    total.decrementAndGet();
  }

  /** Returns how many are under way. */
  public int underWay() {
    return total.get();
  }
}
