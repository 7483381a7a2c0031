package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads that are asked for in one turn of an event loop, sent as one: under load that saves most of
 * the system calls that a read costs, here and at Redis. Belongs to one event loop.
 */
final class ReadBatcher {
  private final Function<Request, Future<@Nullable Response>> alone;
  private final Function<List<Request>, Future<List<Response>>> together;
  private List<Read> asked = new ArrayList<>();

  private record Read(Request request, Promise<@Nullable Response> answer) {}

  /**
   * @param alone sends one command
   * @param together sends many, and fails when one of them does
   */
  ReadBatcher(
      Function<Request, Future<@Nullable Response>> alone,
      Function<List<Request>, Future<List<Response>>> together) {
    this.alone = alone;
    this.together = together;
  }

  /**
   * Sends a command that changes nothing, at the end of this turn.
   *
   * @param context whose turn it is
   * @return its own answer, whatever becomes of the others
   */
  Future<@Nullable Response> send(ContextInternal context, Request request) {
    Promise<@Nullable Response> answer = context.promise();
    asked.add(new Read(request, answer));
    if (asked.size() == 1) {
      context.runOnContext(turnEnds -> send());
    }
    return answer.future();
  }

  private void send() {
    List<Read> reads = asked;
    asked = new ArrayList<>();
    if (reads.size() == 1) {
      sendAlone(reads.getFirst());
      return;
    }
    together
        .apply(reads.stream().map(Read::request).toList())
        .onSuccess(answers -> answer(reads, answers))
        .onFailure(oneFailed -> reads.forEach(this::sendAlone));
  }

  private static void answer(List<Read> reads, List<Response> answers) {
    for (int i = 0; i < reads.size(); i++) {
      reads.get(i).answer().complete(answers.get(i));
    }
  }

  private void sendAlone(Read read) {
    alone.apply(read.request()).onComplete(read.answer());
  }
}
