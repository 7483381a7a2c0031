package dev.acsgateway.redis;

import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.redis.Keyspace.UserKeys;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.IssueLease;
import dev.acsgateway.token.IssueLeases;
import dev.acsgateway.token.LeaseResult;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Flights as fields of the user's hash, each with a holder and a deadline that it puts off. */
final class RedisIssueLeases implements IssueLeases {
  private final RedisCommands redis;
  private final Keyspace keys;
  private final TokenCodec codec;
  private final InvalidationBus notes;
  private final ActiveAccessKeyStore accessKeys;
  private final LeaseRenewal renewal;
  private final OwnerIndex owners;
  private final RowIntegrity integrity;
  private final ForgedUsers forged;
  private final InstantSource clock;
  private final Supplier<String> nonces;

  RedisIssueLeases(
      RedisCommands redis,
      Keyspace keys,
      TokenCodec codec,
      InvalidationBus notes,
      ActiveAccessKeyStore accessKeys,
      LeaseRenewal renewal,
      OwnerIndex owners,
      RowIntegrity integrity,
      InstantSource clock,
      Supplier<String> nonces) {
    this.redis = redis;
    this.keys = keys;
    this.codec = codec;
    this.notes = notes;
    this.accessKeys = accessKeys;
    this.renewal = renewal;
    this.owners = owners;
    this.integrity = integrity;
    this.forged = new ForgedUsers(redis, integrity);
    this.clock = clock;
    this.nonces = nonces;
  }

  @Override
  public Future<LeaseResult> begin(TokenKey key, Instant freshAfter) {
    return accessKeys.catchUp().compose(current -> begin(key, freshAfter.toEpochMilli()));
  }

  private Future<LeaseResult> begin(TokenKey key, long freshAfter) {
    UserKeys user = keys.of(key.user());
    String nonce = nonces.get();
    return redis
        .run(
            LuaScript.BEGIN_FLIGHT,
            List.of(user.user(), user.token(key), user.orphans(), user.intents()),
            key.user().value(),
            Keyspace.field(key),
            nonce,
            renewal.lease().toMillis(),
            freshAfter,
            clock.millis(),
            user.hash())
        .compose(
            reply ->
                switch (reply.text(0)) {
                  case "granted" -> granted(key, freshAfter, user, nonce, reply);
                  case "held" ->
                      Future.succeededFuture(
                          new LeaseResult.HeldElsewhere(Duration.ofMillis(reply.number(1))));
                  default -> landed(key, user, reply);
                });
  }

  /** An identity that is not signed for its user is none: then the user gets a new one. */
  private Future<LeaseResult> granted(
      TokenKey key, long freshAfter, UserKeys user, String nonce, Reply reply) {
    String identity = reply.text(2);
    return identity.isEmpty()
        ? replicated(user, granted(key, nonce, reply))
        : forged
            .isGenuine(user, key.user().value(), identity, reply.text(3))
            .compose(
                genuine ->
                    genuine
                        ? replicated(user, granted(key, nonce, reply))
                        : begin(key, freshAfter));
  }

  /** Of an identity that is made, its intent must outlive whatever happens here. */
  private Future<LeaseResult> replicated(UserKeys user, IssueLease flight) {
    LeaseResult granted = new LeaseResult.Acquired(flight);
    return flight.identity().isPresent()
        ? Future.succeededFuture(granted)
        : redis
            .replicated(user.user())
            .map(granted)
            .recover(e -> abort(flight).transform(ended -> Future.failedFuture(e)));
  }

  /** A token that cannot be opened is none: then the flight is asked for whatever there is. */
  private Future<LeaseResult> landed(TokenKey key, UserKeys user, Reply reply) {
    return codec
        .decode(reply.bytes(1), user.token(key))
        .<Future<LeaseResult>>map(
            entry -> Future.succeededFuture(new LeaseResult.AlreadyIssued(entry)))
        .orElseGet(() -> begin(key, Long.MAX_VALUE));
  }

  private IssueLease granted(TokenKey key, String nonce, Reply reply) {
    renewal.begin(key, nonce);
    String identity = reply.text(2);
    return new IssueLease(
        key,
        identity.isEmpty() ? Optional.empty() : Optional.of(new Identity(identity)),
        reply.number(1),
        nonce,
        accessKeys.signing());
  }

  @Override
  public Future<Optional<CachedToken>> land(
      IssueLease flight, IdentityWithToken brought, Instant issuedAt) {
    return indexed(flight, brought.identity())
        .eventually(
            () -> {
              renewal.end(flight.nonce());
              return Future.succeededFuture();
            })
        .compose(noted -> record(flight, brought, issuedAt));
  }

  /** A new identity is in the owner index before anybody can be served it. */
  private Future<Void> indexed(IssueLease flight, Identity identity) {
    return flight.identity().isPresent()
        ? Future.succeededFuture()
        : owners
            .add(List.of(new OwnerIndex.Ownership(identity, flight.key().user().hash())))
            .mapEmpty();
  }

  private Future<Optional<CachedToken>> record(
      IssueLease flight, IdentityWithToken brought, Instant issuedAt) {
    TokenKey key = flight.key();
    UserKeys user = keys.of(key.user());
    CachedToken entry =
        new CachedToken(
            brought.identity(), brought.token(), issuedAt, flight.epoch(), flight.issuedWith());
    return redis
        .run(
            LuaScript.LAND_FLIGHT,
            List.of(user.user(), user.token(key), user.index(), user.orphans(), user.intents()),
            Keyspace.field(key),
            flight.nonce(),
            Long.toString(flight.epoch()),
            brought.identity().id(),
            flight.identity().isEmpty() ? "1" : "0",
            codec.encode(entry, user.token(key)),
            Math.max(1, entry.remaining(clock.instant()).toMillis()),
            brought.token().expiresOn().toEpochMilli(),
            issuedAt.toEpochMilli(),
            user.hash(),
            Keyspace.NOTES,
            flight.identity().isEmpty()
                ? integrity.sign(user.user(), key.user().value(), brought.identity().id())
                : "")
        .map(
            recorded -> recorded.number() == 1 ? Optional.of(entry) : Optional.<CachedToken>empty())
        .compose(landed -> kept(flight, user, landed));
  }

  /** A user who was told a new identity must not get another one because a server died. */
  private Future<Optional<CachedToken>> kept(
      IssueLease flight, UserKeys user, Optional<CachedToken> landed) {
    return flight.identity().isPresent()
        ? Future.succeededFuture(landed)
        : redis.replicated(user.user()).map(landed);
  }

  @Override
  public Future<Void> abort(IssueLease flight) {
    return end(flight, false);
  }

  @Override
  public Future<Void> abandon(IssueLease flight) {
    return end(flight, true);
  }

  private Future<Void> end(IssueLease flight, boolean mayHaveActed) {
    renewal.end(flight.nonce());
    UserKeys user = keys.of(flight.key().user());
    return redis
        .run(
            LuaScript.END_FLIGHT,
            List.of(user.user(), user.intents()),
            Keyspace.field(flight.key()),
            flight.nonce(),
            mayHaveActed ? "1" : "0",
            clock.millis(),
            user.hash(),
            Keyspace.NOTES)
        .mapEmpty();
  }

  @Override
  public Future<Void> awaitChange(TokenKey key, Duration atMost) {
    return notes.awaitUser(key.user().hash(), atMost);
  }
}
