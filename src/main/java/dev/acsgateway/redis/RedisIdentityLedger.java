package dev.acsgateway.redis;

import dev.acsgateway.failure.UserBusy;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The ledger as one hash per user. */
final class RedisIdentityLedger implements IdentityLedger {
  private static final String[] FIELDS = {
    "user", "identity", "state", "epoch", "createdAt", "lastIssuedAt"
  };

  private final RedisCommands redis;
  private final Keyspace keys;
  private final Fences fences;
  private final FenceEnds ends;

  RedisIdentityLedger(RedisCommands redis, Keyspace keys, Fences fences, FenceEnds ends) {
    this.redis = redis;
    this.keys = keys;
    this.fences = fences;
    this.ends = ends;
  }

  @Override
  public Future<Optional<UserRecord>> find(UserId user) {
    String key = keys.of(user).user();
    Request request = Request.cmd(Command.HMGET).arg(key);
    for (String field : FIELDS) {
      request.arg(field);
    }
    return redis.send(key, request).map(RedisIdentityLedger::parse);
  }

  private static Optional<UserRecord> parse(Reply row) {
    return row.find(0)
        .map(
            user ->
                new UserRecord(
                    new UserId(user),
                    row.find(1).map(Identity::new),
                    UserState.of(row.text(2)),
                    row.number(3),
                    row.find(4).map(RedisIdentityLedger::instant),
                    row.find(5).map(RedisIdentityLedger::instant)));
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  @Override
  public Future<Fence> beginRevocation(UserId user) {
    return raiseFence(user, UserState.REVOKING);
  }

  @Override
  public Future<Fence> beginDeletion(UserId user) {
    return raiseFence(user, UserState.DELETING);
  }

  private Future<Fence> raiseFence(UserId user, UserState state) {
    return fences
        .raise(user, state)
        .compose(
            raised ->
                switch (raised.reply().text(0)) {
                  case "raised" -> Future.succeededFuture(fence(user, raised));
                  case "busy" ->
                      Future.failedFuture(
                          new UserBusy(Duration.ofMillis(raised.reply().number(1))));
                  default -> Future.failedFuture(new UserNotFound());
                });
  }

  private static Fence fence(UserId user, Fences.Raised raised) {
    Reply reply = raised.reply();
    return new Fence(
        user, new Identity(reply.text(2)), reply.number(1), raised.nonce(), raised.until());
  }

  @Override
  public Future<Boolean> endRevocation(Fence fence) {
    return ends.endRevocation(keys.of(fence.user()), fence.nonce());
  }

  @Override
  public Future<Void> endDeletion(Fence fence) {
    return ends.endDeletion(keys.of(fence.user()), fence.identity().id());
  }

  @Override
  public Future<Void> cancelDeletion(Fence fence) {
    return ends.liftDeletion(keys.of(fence.user()), fence.nonce());
  }
}
