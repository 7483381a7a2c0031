package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;

/** What people call candidates. A user's name is in the ledger alone, and gone with the user. */
final class CandidateNames {
  private final RedisCommands redis;
  private final Keyspace keys;

  CandidateNames(RedisCommands redis, Keyspace keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** The user's name; empty when it is none, or the ledger knows it no more. */
  Future<Optional<UserId>> user(Candidate candidate) {
    return switch (candidate) {
      case Candidate.OfUser(String hash, Optional<Identity> identity) ->
          redis
              .send(
                  keys.ofHash(hash).user(),
                  Request.cmd(Command.HMGET).arg(keys.ofHash(hash).user()).arg("user"))
              .map(row -> row.find(0).map(UserId::new));
      case Candidate.Loose loose -> Future.succeededFuture(Optional.empty());
    };
  }

  /** Names of users and of identities that are nobody's; whom the ledger forgot is left out. */
  Future<List<String>> all(List<Candidate> candidates) {
    return Future.all(candidates.stream().map(this::name).toList())
        .map(names -> names.<Optional<String>>list().stream().flatMap(Optional::stream).toList());
  }

  private Future<Optional<String>> name(Candidate candidate) {
    return candidate instanceof Candidate.Loose(Identity identity, Optional<Integer> shard)
        ? Future.succeededFuture(Optional.of(identity.id()))
        : user(candidate).map(user -> user.map(UserId::value));
  }
}
