package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands and scripts. Whatever goes wrong below comes out as {@link StoreUnavailable}. */
final class RedisCommands {
  private static final Logger log = LoggerFactory.getLogger(RedisCommands.class);

  private static final String DEMOTED = "READONLY";

  private final CommandRouter link;
  private final CommandObserver observer;
  private volatile Consumer<String> refusedWrites = code -> {};

  RedisCommands(CommandRouter link, CommandObserver observer) {
    this.link = link;
    this.observer = observer;
  }

  /** Calls with the code of each command that Redis refuses since it takes no writes. */
  void onRefusedWrite(Consumer<String> code) {
    refusedWrites = code;
  }

  /**
   * Sends one command.
   *
   * @param key what it is about: on a cluster, the server that has this key gets it
   */
  Future<Reply> send(String key, Request request) {
    return answer(request.command().toString(), key, () -> link.send(key, request).map(Reply::new));
  }

  /** Sends one command that changes nothing, and that many requests wait for. */
  Future<Reply> read(String key, Request request) {
    return answer(request.command().toString(), key, () -> link.read(key, request).map(Reply::new));
  }

  /** Runs a script, by digest where Redis knows it. */
  Future<Reply> run(LuaScript script, List<String> keys, Object... arguments) {
    return answer(
        script.label(), keys.getFirst(), () -> evaluate(script, keys, arguments).map(Reply::new));
  }

  private Future<Reply> answer(String name, String key, Supplier<Future<Reply>> command) {
    return observer.observe(name, command).recover(e -> unavailable(key, e));
  }

  private Future<@Nullable Response> evaluate(
      LuaScript script, List<String> keys, Object... arguments) {
    String key = keys.getFirst();
    return link.send(key, call(Command.EVALSHA, script.sha(), keys, arguments))
        .recover(
            e ->
                isUnknownScript(e)
                    ? link.send(key, call(Command.EVAL, script.source(), keys, arguments))
                    : Future.failedFuture(e));
  }

  /**
   * Completes once as many replicas as the configuration asks for have what was written about this
   * key, so that a failover cannot take it back.
   */
  Future<Void> replicated(String key) {
    return link.replicated(key).recover(e -> unavailable(key, e));
  }

  private static Request call(
      Command command, String script, List<String> keys, Object... arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    for (Object argument : arguments) {
      switch (argument) {
        case Buffer bytes -> request.arg(bytes);
        case String text -> request.arg(text);
        case Long number -> request.arg(number);
        default -> throw new IllegalArgumentException("not a script argument: " + argument);
      }
    }
    return request;
  }

  private static boolean isUnknownScript(Throwable e) {
    return e.getMessage() != null && e.getMessage().startsWith("NOSCRIPT");
  }

  private <T> Future<T> unavailable(String key, Throwable e) {
    if (e instanceof StoreUnavailable) {
      return Future.failedFuture(e);
    }
    String reason = String.valueOf(e.getMessage());
    log.warn("Redis command failed: {}", reason);
    Optional<String> refusal = RefusedWrite.code(reason);
    refusal.ifPresent(refusedWrites);
    if (refusal.filter(DEMOTED::equals).isPresent()) {
      link.mistrust(key, "the server is a replica now");
    }
    return Future.failedFuture(
        refusal.isPresent()
            ? StoreUnavailable.refusingWrites(reason)
            : new StoreUnavailable(reason));
  }
}
