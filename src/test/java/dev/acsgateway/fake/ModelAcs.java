package dev.acsgateway.fake;

import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An ACS that remembers what it did and when it took effect, on one time line with its users. Each
 * call takes a moment to arrive and another to return.
 */
public final class ModelAcs implements IdentityClient {
  private static final int LONGEST_TRIP_MILLIS = 6;

  private final Vertx vertx;
  private final InstantSource clock;
  private final Random random;
  private final Supplier<String> signing;
  private final Ledger ledger;

  /** What all clients of one ACS share. */
  public static final class Ledger {
    private final Set<String> identities = new TreeSet<>();
    private final Map<String, Made> tokens = new HashMap<>();
    private int moment;
    private int made;

    /** The present moment; later ones are greater. */
    public synchronized int now() {
      return ++moment;
    }

    /** Identities that are not deleted. */
    public synchronized Set<String> identities() {
      return new TreeSet<>(identities);
    }

    /** When the token died; {@link Integer#MAX_VALUE} if it did not. */
    public synchronized int diedAt(String token) {
      Made known = tokens.get(token);
      if (known == null) {
        throw new AssertionError("ACS never made " + token);
      }
      return known.diedAt;
    }

    /** Ends every token that was made with this access key. */
    public synchronized void regenerate(String key) {
      kill(null, key);
    }

    private synchronized void kill(@Nullable String identity, @Nullable String key) {
      int at = ++moment;
      for (Made token : tokens.values()) {
        boolean meant = token.identity.equals(identity) || token.key.equals(key);
        token.diedAt = meant ? Math.min(token.diedAt, at) : token.diedAt;
      }
    }
  }

  private static final class Made {
    private final String identity;
    private final String key;
    private int diedAt = Integer.MAX_VALUE;

    Made(String identity, String key) {
      this.identity = identity;
      this.key = key;
    }
  }

  /**
   * @param signing the access key that this client signs with
   */
  public ModelAcs(
      Vertx vertx, InstantSource clock, Supplier<String> signing, Ledger ledger, Random random) {
    this.vertx = vertx;
    this.clock = clock;
    this.signing = signing;
    this.ledger = ledger;
    this.random = random;
  }

  @Override
  public Future<Identity> create() {
    return act(this::newIdentity);
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    String key = signing.get();
    return act(
        () -> {
          Identity identity = newIdentity();
          return new IdentityWithToken(identity, newToken(identity, key, lifetime));
        });
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    String key = signing.get();
    return act(() -> newToken(owned(identity), key, lifetime));
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return act(() -> {
          ledger.kill(owned(identity).id(), null);
          return true;
        })
        .mapEmpty();
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return act(() -> {
          ledger.identities.remove(owned(identity).id());
          ledger.kill(identity.id(), null);
          return true;
        })
        .mapEmpty();
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    throw new AssertionError("nobody asks for this here");
  }

  private Identity owned(Identity identity) {
    if (!ledger.identities.contains(identity.id())) {
      throw new IdentityNotOwned();
    }
    return identity;
  }

  private Identity newIdentity() {
    Identity identity = new Identity("8:acs:resource_" + ++ledger.made);
    ledger.identities.add(identity.id());
    return identity;
  }

  private AccessToken newToken(Identity identity, String key, TokenLifetime lifetime) {
    String value = "token-" + ++ledger.made;
    ledger.tokens.put(value, new Made(identity.id(), key));
    return new AccessToken(value, clock.instant().plus(Duration.ofMinutes(lifetime.minutes())));
  }

  private <T> Future<T> act(Supplier<T> effect) {
    return trip()
        .map(
            arrived -> {
              synchronized (ledger) {
                return effect.get();
              }
            })
        .compose(done -> trip().map(returned -> done));
  }

  private Future<Void> trip() {
    int millis;
    synchronized (random) {
      millis = random.nextInt(LONGEST_TRIP_MILLIS);
    }
    return millis == 0 ? Future.succeededFuture() : vertx.timer(millis).mapEmpty();
  }
}
