package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks all Sentinels for the primary, and believes the one with the newest knowledge: a failover
 * has a number that grows, and is carried out by one Sentinel, which tells the others after it.
 */
final class SentinelTopologySource implements TopologySource {
  /** At first, connections have to come about. */
  private static final int FIRST_LOOK = 4;

  private final List<ReconnectingConnection> sentinels;
  private final String masterName;
  private final Duration patience;

  /** What one Sentinel takes for the primary, since which failover. */
  private record Word(String primary, long epoch) {}

  /**
   * @param sentinels lasting connections, one to each
   * @param masterName what they call the primary
   * @param patience how long one of them may take
   */
  SentinelTopologySource(
      List<ReconnectingConnection> sentinels, String masterName, Duration patience) {
    this.sentinels = List.copyOf(sentinels);
    this.masterName = masterName;
    this.patience = patience;
  }

  /** It is whole if most Sentinels answer: a failover needs the word of most. */
  @Override
  public Future<Look> look(Collection<String> primaries) {
    Duration atMost =
        primaries.isEmpty() ? Duration.ofMillis(patience.toMillis() * FIRST_LOOK) : patience;
    List<Future<Word>> asked = sentinels.stream().map(each -> ask(each, atMost)).toList();
    return Future.join(asked)
        .transform(
            done -> {
              List<Word> words =
                  asked.stream().filter(Future::succeeded).map(Future::result).toList();
              return words.stream()
                  .max(Comparator.comparingLong(Word::epoch))
                  .map(newest -> Future.succeededFuture(look(newest, words.size())))
                  .orElseGet(
                      () ->
                          Future.failedFuture(
                              new StoreUnavailable("no Sentinel knows of " + masterName)));
            });
  }

  private Look look(Word newest, int answered) {
    return new Look(SlotMap.of(newest.primary()), answered > sentinels.size() / 2);
  }

  /** While a failover is under way, the first of these commands has the new address already. */
  private Future<Word> ask(ReconnectingConnection sentinel, Duration atMost) {
    return sentinel
        .connection()
        .compose(
            (RedisConnection connection) ->
                connection.batch(
                    List.of(
                        Request.cmd(Command.SENTINEL)
                            .arg("GET-MASTER-ADDR-BY-NAME")
                            .arg(masterName),
                        Request.cmd(Command.SENTINEL).arg("MASTER").arg(masterName))))
        .map(SentinelTopologySource::parse)
        .timeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Word parse(List<@Nullable Response> answers) {
    Reply address = new Reply(answers.get(0));
    String epoch = new Reply(answers.get(1)).entries().getOrDefault("config-epoch", "0");
    return new Word(SlotMap.address(address.text(0), address.text(1)), Long.parseLong(epoch));
  }

  @Override
  public void close() {
    sentinels.forEach(ReconnectingConnection::close);
  }
}
