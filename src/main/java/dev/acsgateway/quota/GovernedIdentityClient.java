package dev.acsgateway.quota;

import dev.acsgateway.failure.AcsNotAsked;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Makes each call only with a permit of its operation, in one lane. A call that gets none in time
 * fails with {@link AcsNotAsked}, surely not made; a 429 from ACS fails with {@link AcsThrottled},
 * and closes the operation on every node. One call is still one try.
 */
final class GovernedIdentityClient implements IdentityClient {
  private final IdentityClient client;
  private final QuotaGovernor governor;
  private final QuotaQueues queues;
  private final Lane lane;

  GovernedIdentityClient(
      IdentityClient client, QuotaGovernor governor, QuotaQueues queues, Lane lane) {
    this.client = client;
    this.governor = governor;
    this.queues = queues;
    this.lane = lane;
  }

  @Override
  public Future<Identity> create() {
    return permitted(Operation.CREATE, client::create);
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return permitted(Operation.CREATE_WITH_TOKEN, () -> client.createWithToken(scopes, lifetime));
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return permitted(Operation.ISSUE, () -> client.issue(identity, scopes, lifetime));
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return permitted(Operation.REVOKE, () -> client.revoke(identity));
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return permitted(Operation.DELETE, () -> client.delete(identity));
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return permitted(Operation.EXCHANGE, () -> client.exchange(user));
  }

  private <T> Future<T> permitted(Operation operation, Supplier<Future<T>> call) {
    return queues
        .of(operation, lane)
        .run(() -> call.get().onFailure(failure -> heed(operation, failure)));
  }

  private void heed(Operation operation, Throwable failure) {
    if (failure instanceof AcsThrottled throttled) {
      governor.close(operation, throttled.retryAfter());
    }
  }
}
