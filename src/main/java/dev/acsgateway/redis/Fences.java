package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Claim;
import dev.acsgateway.cleanup.ClaimPrecondition;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.redis.Keyspace.UserKeys;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Raises fences around users: from then on no node acts on what it knew of the user before. */
final class Fences {
  private final RedisCommands redis;
  private final Keyspace keys;
  private final InvalidationBus notes;
  private final RedisConfig config;
  private final InstantSource clock;
  private final Supplier<String> nonces;
  private final FenceEnds ends;
  private final ForgedUsers forged;

  Fences(
      RedisCommands redis,
      Keyspace keys,
      InvalidationBus notes,
      RedisConfig config,
      InstantSource clock,
      Supplier<String> nonces,
      FenceEnds ends,
      ForgedUsers forged) {
    this.redis = redis;
    this.keys = keys;
    this.notes = notes;
    this.config = config;
    this.clock = clock;
    this.nonces = nonces;
    this.ends = ends;
    this.forged = forged;
  }

  /**
   * What came of it.
   *
   * @param nonce names the fence
   * @param reply what the script said
   * @param until when the fence may have run out, by this gateway's clock
   * @param genuine whether the user's identity is signed for the user
   */
  record Raised(String nonce, Reply reply, Instant until, boolean genuine) {
    /** What the script said; a user whose identity is not genuine is unknown. */
    String outcome() {
      return genuine ? reply.text(0) : "unknown";
    }
  }

  /** Raises a fence, whatever the user does; completes when it is heard everywhere. */
  Future<Raised> raise(UserId user, UserState state) {
    return raise(keys.of(user), state, "", "", "");
  }

  /** Raises one for a deletion, unless the rule says that the user came back. */
  Future<Claim> claim(String userHash, Optional<Identity> only, ClaimPrecondition rule) {
    UserKeys names = keys.ofHash(userHash);
    String identity = only.map(Identity::id).orElse("");
    Future<Raised> raised =
        switch (rule) {
          case ClaimPrecondition.IdleSince(Instant cutoff) ->
              raise(names, UserState.DELETING, identity, millis(cutoff), "");
          case ClaimPrecondition.MadeBefore(Instant instant) ->
              raise(names, UserState.DELETING, identity, "", millis(instant));
        };
    return raised.map(
        it ->
            switch (it.outcome()) {
              case "raised" -> new Claim.Granted(new Identity(it.reply().text(2)), it.nonce());
              case "busy" -> new Claim.Busy(Duration.ofMillis(it.reply().number(1)));
              case "used" -> new Claim.InUse();
              default -> new Claim.Unknown();
            });
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  private Future<Raised> raise(
      UserKeys names, UserState state, String only, String idleSince, String madeBefore) {
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
            Keyspace.NOTES,
            only,
            idleSince,
            madeBefore)
        .compose(
            reply -> {
              if (!reply.text(0).equals("raised")) {
                return unheard(nonce, reply);
              }
              return forged
                  .isGenuine(names, reply.text(4), reply.text(2), reply.text(5))
                  .compose(
                      genuine ->
                          genuine
                              ? spread(names, state, only, idleSince, madeBefore, nonce, reply)
                              : setAside(nonce, reply));
            })
        .onFailure(e -> takeBack(names, state, nonce));
  }

  private Future<Raised> setAside(String nonce, Reply reply) {
    notes.expectNoAcknowledgements(nonce);
    return Future.succeededFuture(new Raised(nonce, reply, Instant.MIN, false));
  }

  private Future<Raised> spread(
      UserKeys names,
      UserState state,
      String only,
      String idleSince,
      String madeBefore,
      String nonce,
      Reply reply) {
    Future<Void> kept = redis.replicated(names.user());
    if (!idleSince.isEmpty()) { // nobody remembers a user for as long as it was idle
      return kept.compose(done -> unheard(nonce, reply));
    }
    return Future.all(notes.heardEverywhere(nonce, reply.number(3)), kept)
        .compose(heard -> renew(names, nonce))
        .compose(
            until ->
                isKept(state, until)
                    ? raised(nonce, reply, until.orElse(Instant.MIN))
                    : raise(names, state, only, idleSince, madeBefore));
  }

  /**
   * Ends a fence that was raised, or may have been, and that its owner never got: ACS was not asked
   * for anything.
   */
  private void takeBack(UserKeys names, UserState state, String nonce) {
    notes.expectNoAcknowledgements(nonce);
    if (state == UserState.DELETING) {
      ends.liftDeletion(names, nonce);
    } else {
      ends.endRevocation(names, nonce);
    }
  }

  /**
   * How long it took until everybody had heard is not to be missing when ACS takes its time.
   *
   * @return until when the fence stands; empty when it was taken over meanwhile
   */
  private Future<Optional<Instant>> renew(UserKeys names, String nonce) {
    Instant until = clock.instant().plus(config.flight());
    return redis
        .run(LuaScript.RENEW_FENCE, List.of(names.user()), nonce, config.flight().toMillis())
        .map(renewed -> renewed.number() == 1 ? Optional.of(until) : Optional.empty());
  }

  /**
   * A revocation whose fence was lost has to begin anew, since tokens were issued meanwhile. An
   * identity that is being deleted is never served again, whoever comes meanwhile: its deletion
   * goes on, and must not fall upon the one that its user has by now.
   */
  private static boolean isKept(UserState state, Optional<Instant> until) {
    return until.isPresent() || state == UserState.DELETING;
  }

  private Future<Raised> unheard(String nonce, Reply reply) {
    notes.expectNoAcknowledgements(nonce);
    return raised(nonce, reply, clock.instant().plus(config.flight()));
  }

  private static Future<Raised> raised(String nonce, Reply reply, Instant until) {
    return Future.succeededFuture(new Raised(nonce, reply, until, true));
  }
}
