package dev.acsgateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.InvalidationEpochs.Stamp;
import java.util.Optional;

/**
 * Identities of the users that this node served lately, so that it can go on issuing for them while
 * Redis is down. What changed since is forgotten.
 */
final class IdentityCache {
  private static final int MAX_USERS = 100_000;

  private final InvalidationEpochs generations;
  private final Cache<UserId, Known> known = Caffeine.newBuilder().maximumSize(MAX_USERS).build();

  private record Known(Identity identity, Stamp stamp) {}

  IdentityCache(InvalidationEpochs generations) {
    this.generations = generations;
  }

  /** Costs a look-up when it is known already, since most answers tell nothing new. */
  void remember(UserId user, Identity identity, Stamp stamp) {
    if (find(user).filter(identity::equals).isEmpty()) {
      known.put(user, new Known(identity, stamp));
    }
  }

  Optional<Identity> find(UserId user) {
    return Optional.ofNullable(known.getIfPresent(user))
        .filter(entry -> generations.isCurrent(entry.stamp()))
        .map(Known::identity);
  }
}
