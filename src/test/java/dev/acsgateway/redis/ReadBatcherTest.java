package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.SimpleStringType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadBatcherTest {
  private static final Request UNHAPPY = Request.cmd(Command.GET).arg("unhappy");

  private final Vertx vertx = Vertx.vertx();
  private final List<Integer> sent = new ArrayList<>();
  private final ReadBatcher reads = new ReadBatcher(this::alone, this::together);

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void readsOfOneTurnAreSentAsOneAndAnsweredEach() {
    List<Request> asked = gets(3);

    assertThat(answers(asked)).containsExactlyElementsOf(asked.stream().map(this::name).toList());
    assertThat(sent).containsExactly(3);
  }

  @Test
  void aReadThatIsTheOnlyOneIsSentByItself() {
    assertThat(answers(gets(1))).hasSize(1);
    assertThat(sent).containsExactly(1);
  }

  @Test
  void readsOfAnotherTurnWaitForNobody() {
    answers(gets(2));
    answers(gets(4));

    assertThat(sent).containsExactly(2, 4);
  }

  @Test
  void oneThatFailsFailsAlone() {
    List<Request> asked = new ArrayList<>(gets(2));
    asked.add(1, UNHAPPY);

    assertThat(answers(asked)).containsExactly(name(asked.get(0)), "it failed", name(asked.get(2)));
    assertThat(sent).containsExactly(3, 1, 1, 1);
  }

  @Test
  void eachAnswerComesWhereItWasAskedFor() {
    CompletableFuture<Boolean> same = new CompletableFuture<>();
    ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
    ContextInternal first = loop.duplicate();
    ContextInternal second = loop.duplicate();

    loop.runOnContext(
        turn -> {
          reads.send(first, gets(1).getFirst());
          reads
              .send(second, gets(1).getFirst())
              .onComplete(answered -> same.complete(second.equals(Vertx.currentContext())));
        });

    assertThat(same.join()).isTrue();
  }

  private List<@Nullable String> answers(List<Request> asked) {
    CompletableFuture<List<@Nullable String>> all = new CompletableFuture<>();
    ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
    loop.runOnContext(
        turn -> {
          List<Future<String>> answers =
              asked.stream()
                  .map(each -> reads.send(loop, each).map(String::valueOf))
                  .map(answer -> answer.otherwise(Throwable::getMessage))
                  .toList();
          Future.all(answers)
              .onComplete(done -> all.complete(answers.stream().map(Future::result).toList()));
        });
    return all.join();
  }

  private Future<@Nullable Response> alone(Request request) {
    sent.add(1);
    return UNHAPPY.equals(request)
        ? Future.failedFuture("it failed")
        : Future.succeededFuture(SimpleStringType.create(name(request)));
  }

  private Future<List<Response>> together(List<Request> requests) {
    sent.add(requests.size());
    return requests.contains(UNHAPPY)
        ? Future.failedFuture("one of them failed")
        : Future.succeededFuture(
            requests.stream().<Response>map(it -> SimpleStringType.create(name(it))).toList());
  }

  private String name(Request request) {
    return Integer.toHexString(System.identityHashCode(request));
  }

  private static List<Request> gets(int count) {
    return IntStream.range(0, count).mapToObj(i -> Request.cmd(Command.GET).arg(i)).toList();
  }
}
