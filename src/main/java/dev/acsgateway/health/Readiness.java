package dev.acsgateway.health;

import java.util.Locale;

/** Whether this node should get traffic. */
public enum Readiness {
  /** Something has never worked since the start: not ready. */
  STARTING,
  /** Everything works. */
  READY,
  /** Something has stopped working; what can be answered without it still is: ready. */
  DEGRADED,
  /** Something that nothing can be served without has stopped working: not ready. */
  UNABLE,
  /** The node is going away: not ready, but alive until its requests are answered. */
  DRAINING;

  /** Whether a load balancer should send requests here. */
  public boolean takesTraffic() {
    return this == READY || this == DEGRADED;
  }

  /** The name in answers: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
