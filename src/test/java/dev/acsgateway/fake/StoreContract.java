package dev.acsgateway.fake;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.IssueLease;
import dev.acsgateway.token.LeaseResult;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A contract that every store keeps: run once over the in-memory store, as a unit test, and once
 * over Redis, as an integration test.
 */
public abstract class StoreContract {
  protected static final UserId ALICE = new UserId("alice@example.org");
  protected static final UserId BOB = new UserId("bob");
  protected static final TokenKey CHAT = key(ALICE, "chat");
  protected static final TokenKey VOIP = key(ALICE, "voip");
  protected static final Duration LIFE = Duration.ofHours(1);
  private static final long PATIENCE_SECONDS = 60;

  protected StorePorts store;

  /** Returns the ports of an empty store. */
  protected abstract StorePorts open();

  @BeforeEach
  protected final void openStore() {
    store = open();
  }

  @AfterEach
  protected final void closeStore() {
    if (store != null) {
      store.close();
    }
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("No answer within " + PATIENCE_SECONDS + " seconds", e);
    }
  }

  /** Waits until something is so that comes about without anybody asking for it. */
  protected static void eventually(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(condition);
  }

  protected static TokenKey key(UserId user, String scope) {
    return new TokenKey(user, TokenScopes.of(scope), TokenLifetime.DEFAULT);
  }

  protected final Instant now() {
    return store.clock().instant();
  }

  protected final LeaseResult begin(TokenKey key) {
    return await(store.tokenFlights().begin(key, now()));
  }

  protected final IssueLease granted(TokenKey key) {
    return ((LeaseResult.Acquired) begin(key)).flight();
  }

  protected static IdentityWithToken brought(String identity, String token, Instant issuedAt) {
    return new IdentityWithToken(
        new Identity(identity), new AccessToken(token, issuedAt.plus(LIFE)));
  }

  /** Lands a flight with a token that lives for an hour. */
  protected final Optional<CachedToken> land(IssueLease flight, String identity) {
    return land(flight, identity, now());
  }

  protected final Optional<CachedToken> land(IssueLease flight, String identity, Instant issuedAt) {
    return await(store.tokenFlights().land(flight, brought(identity, "token", issuedAt), issuedAt));
  }

  /** Gives the user an identity, and a token for chats that lives for an hour from now on. */
  protected final Identity own(UserId user, String identity) {
    return own(user, identity, now());
  }

  /** The same with a token that was issued at this time. */
  protected final Identity own(UserId user, String identity, Instant issuedAt) {
    land(granted(key(user, "chat")), identity, issuedAt);
    return new Identity(identity);
  }
}
