package dev.acsgateway.redis;

import dev.acsgateway.failure.UserBusy;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.redis.Keyspace.UserKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The ledger as one hash per user. */
final class RedisIdentityLedger implements IdentityLedger {
  private static final String[] FIELDS = {
    "user", "identity", "state", "epoch", "createdAt", "lastIssuedAt"
  };

  private final RedisCommands redis;
  private final Keyspace keys;
  private final RedisNotes notes;
  private final RedisConfig config;
  private final InstantSource clock;
  private final Supplier<String> nonces;

  RedisIdentityLedger(
      RedisCommands redis,
      Keyspace keys,
      RedisNotes notes,
      RedisConfig config,
      InstantSource clock,
      Supplier<String> nonces) {
    this.redis = redis;
    this.keys = keys;
    this.notes = notes;
    this.config = config;
    this.clock = clock;
    this.nonces = nonces;
  }

  @Override
  public Future<Optional<UserRecord>> find(UserId user) {
    Request request = Request.cmd(Command.HMGET).arg(keys.of(user).user());
    for (String field : FIELDS) {
      request.arg(field);
    }
    return redis.send(request).map(RedisIdentityLedger::parse);
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
    UserKeys names = keys.of(user);
    String nonce = nonces.get();
    notes.expectAcknowledgements(nonce);
    return redis
        .run(
            LuaScript.RAISE_FENCE,
            List.of(names.user(), names.intents()),
            state.wireName(),
            nonce,
            config.flight().toMillis(),
            names.tokenPrefix(),
            clock.millis(),
            names.hash(),
            Keyspace.NOTES)
        .compose(
            reply ->
                switch (reply.text(0)) {
                  case "raised" -> heardEverywhere(nonce, reply).map(raised(user, nonce, reply));
                  case "busy" ->
                      Future.failedFuture(new UserBusy(Duration.ofMillis(reply.number(1))));
                  default -> Future.failedFuture(new UserNotFound());
                })
        .onFailure(e -> notes.expectNoAcknowledgements(nonce));
  }

  private static Fence raised(UserId user, String nonce, Reply reply) {
    return new Fence(user, new Identity(reply.text(2)), reply.number(1), nonce);
  }

  /**
   * In a cluster, {@code PUBLISH} counts the nodes of one Redis server only: wait the full time.
   */
  private Future<Void> heardEverywhere(String nonce, Reply reply) {
    boolean counted = config.mode() != RedisConfig.Mode.CLUSTER;
    return notes.heardEverywhere(nonce, counted ? reply.number(3) : Long.MAX_VALUE);
  }

  @Override
  public Future<Boolean> endRevocation(Fence fence) {
    UserKeys names = keys.of(fence.user());
    return redis
        .run(
            LuaScript.END_REVOCATION,
            List.of(names.user()),
            fence.nonce(),
            names.hash(),
            Keyspace.NOTES)
        .map(ended -> ended.number() == 1);
  }

  @Override
  public Future<Void> endDeletion(Fence fence) {
    UserKeys names = keys.of(fence.user());
    return redis
        .run(
            LuaScript.END_DELETION,
            List.of(names.user(), names.index(), names.orphans()),
            fence.identity().id(),
            names.hash(),
            Keyspace.NOTES)
        .mapEmpty();
  }
}
