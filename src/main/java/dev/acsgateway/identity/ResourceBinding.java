package dev.acsgateway.identity;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Which ACS resource the ledger belongs to. An endpoint is no proof: a resource that was deleted
 * and made anew has the same one, a private link or a proxy another. The id in every identity is.
 *
 * <p>Any future may fail with {@link StoreUnavailable}; a repeat is safe.
 */
public interface ResourceBinding {

  /**
   * What is known before ACS is asked.
   *
   * @param bound the resource of the ledger's identities; empty before the first one
   * @param atEndpoint the resource that the endpoint was last found to be
   */
  record Knowledge(Optional<AcsResourceId> bound, Optional<AcsResourceId> atEndpoint) {}

  /** What is known of the ledger and of an endpoint, a host with its port. */
  Future<Knowledge> know(String endpoint);

  /**
   * Binds the ledger to the resource, unless it is bound already, and remembers the endpoint if
   * that leads to the ledger's resource.
   *
   * @return the resource that it is bound to now
   */
  Future<AcsResourceId> bind(AcsResourceId resource, Optional<String> endpoint);

  /**
   * Binds the ledger to another resource: forgets every user and every orphan whose identity is of
   * another one, with their tokens. Safe to repeat when it breaks off; until it is through, the
   * ledger stays bound as it was.
   *
   * @return how many identities were forgotten
   */
  Future<Long> adopt(AcsResourceId resource, String endpoint);
}
