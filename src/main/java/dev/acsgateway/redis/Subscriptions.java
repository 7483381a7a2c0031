package dev.acsgateway.redis;

import io.vertx.core.Future;

/** Where a node listens for notes: at every server that may publish one. */
interface Subscriptions {

  /** Whether all that was published longer ago than the time of silence has been heard. */
  boolean areUpToDate();

  /** Whether every node that is up to date listens at the server that publishes. */
  boolean areComplete();

  Future<Void> close();
}
