package dev.acsgateway.redis;

import dev.acsgateway.identity.Identity;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The orphans of all shards. */
final class OrphanLists {
  private final RedisCommands redis;

  OrphanLists(RedisCommands redis) {
    this.redis = redis;
  }

  /**
   * A place where an identity may be filed.
   *
   * @param key the orphans of a shard
   */
  record Place(Identity identity, String key) {}

  /** Those of the places that hold their identity. */
  Future<Set<Place>> filed(List<Place> places) {
    Map<String, List<Place>> byKey =
        places.stream()
            .collect(Collectors.groupingBy(Place::key, LinkedHashMap::new, Collectors.toList()));
    return Future.all(
            byKey.entrySet().stream().map(each -> filed(each.getKey(), each.getValue())).toList())
        .map(
            all ->
                all.<List<Place>>list().stream().flatMap(List::stream).collect(Collectors.toSet()));
  }

  private Future<List<Place>> filed(String key, List<Place> places) {
    Request request = Request.cmd(Command.ZMSCORE).arg(key);
    places.forEach(place -> request.arg(place.identity().id()));
    return redis
        .send(key, request)
        .map(
            scores ->
                IntStream.range(0, places.size())
                    .filter(i -> scores.find(i).isPresent())
                    .mapToObj(places::get)
                    .toList());
  }

  /** Files an identity; whether it was not filed there yet. */
  Future<Boolean> file(Place place, long now) {
    return redis
        .send(
            place.key(),
            Request.cmd(Command.ZADD)
                .arg(place.key())
                .arg("NX")
                .arg(now)
                .arg(place.identity().id()))
        .map(added -> added.number() == 1);
  }

  /** Takes identities out. */
  Future<Void> remove(Set<Place> places) {
    return Future.all(places.stream().map(this::remove).toList()).mapEmpty();
  }

  /** Takes an identity out. */
  Future<Void> remove(Place place) {
    return redis
        .send(place.key(), Request.cmd(Command.ZREM).arg(place.key()).arg(place.identity().id()))
        .mapEmpty();
  }
}
