package dev.acsgateway.redis;

import dev.acsgateway.identity.AcsResourceId;
import dev.acsgateway.identity.ResourceBinding;
import dev.acsgateway.redis.Keyspace.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;

/** The binding as fields of the ledger's head: {@code resource}, and one for each endpoint. */
final class RedisResourceBinding implements ResourceBinding {
  private static final String RESOURCE = "resource";
  private static final long PAGE = 500;

  private final RedisCommands redis;
  private final Keyspace keys;
  private final OwnerIndex owners;

  RedisResourceBinding(RedisCommands redis, Keyspace keys, OwnerIndex owners) {
    this.redis = redis;
    this.keys = keys;
    this.owners = owners;
  }

  private static String field(String endpoint) {
    return "endpoint:" + endpoint;
  }

  @Override
  public Future<Knowledge> know(String endpoint) {
    return redis
        .send(
            Keyspace.META,
            Request.cmd(Command.HMGET).arg(Keyspace.META).arg(RESOURCE).arg(field(endpoint)))
        .map(
            row ->
                new Knowledge(
                    row.find(0).map(AcsResourceId::new), row.find(1).map(AcsResourceId::new)));
  }

  @Override
  public Future<AcsResourceId> bind(AcsResourceId resource, Optional<String> endpoint) {
    return redis
        .run(
            LuaScript.BIND_RESOURCE,
            List.of(Keyspace.META),
            resource.value(),
            endpoint.map(RedisResourceBinding::field).orElse(""))
        .map(bound -> new AcsResourceId(bound.text()));
  }

  @Override
  public Future<Long> adopt(AcsResourceId resource, String endpoint) {
    String ours = "8:acs:" + resource.value() + "_";
    return retire(ShardCursor.at('u', 0), ours, 0)
        .compose(forgotten -> owners.clear().map(forgotten))
        .compose(
            forgotten ->
                redis
                    .send(
                        Keyspace.META,
                        Request.cmd(Command.HSET)
                            .arg(Keyspace.META)
                            .arg(RESOURCE)
                            .arg(resource.value())
                            .arg(field(endpoint))
                            .arg(resource.value()))
                    .map(forgotten));
  }

  private Future<Long> retire(ShardCursor at, String ours, long before) {
    if (at.shard() == keys.shards()) {
      return Future.succeededFuture(before);
    }
    ShardKeys shard = Keyspace.shardKeys(at.shard());
    return redis
        .run(
            LuaScript.RETIRE_USERS,
            List.of(shard.index(), shard.orphans()),
            shard.prefix(),
            ours,
            at.position(),
            PAGE,
            Keyspace.NOTES)
        .compose(
            page ->
                retire(
                    at.onwards(page.text(0)).orElseGet(() -> ShardCursor.at('u', at.shard() + 1)),
                    ours,
                    before + page.number(1)));
  }
}
