package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands and scripts. Whatever goes wrong below comes out as {@link StoreUnavailable}. */
final class RedisCommands {
  private static final Logger log = LoggerFactory.getLogger(RedisCommands.class);

  private final RedisLink link;
  private final CommandObserver observer;

  RedisCommands(RedisLink link, CommandObserver observer) {
    this.link = link;
    this.observer = observer;
  }

  /** Sends one command. */
  Future<Reply> send(Request request) {
    return observer
        .observe(request.command().toString(), () -> link.send(request))
        .map(Reply::new)
        .recover(RedisCommands::unavailable);
  }

  /** Runs a script, by digest where Redis knows it. */
  Future<Reply> run(LuaScript script, List<String> keys, Object... arguments) {
    return observer
        .observe(script.label(), () -> evaluate(script, keys, arguments))
        .map(Reply::new)
        .recover(RedisCommands::unavailable);
  }

  private Future<@Nullable Response> evaluate(
      LuaScript script, List<String> keys, Object... arguments) {
    return link.send(call(Command.EVALSHA, script.sha(), keys, arguments))
        .recover(
            e ->
                isUnknownScript(e)
                    ? link.send(call(Command.EVAL, script.source(), keys, arguments))
                    : Future.failedFuture(e));
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

  private static <T> Future<T> unavailable(Throwable e) {
    if (e instanceof StoreUnavailable) {
      return Future.failedFuture(e);
    }
    String reason = String.valueOf(e.getMessage());
    log.warn("Redis command failed: {}", reason);
    return Future.failedFuture(new StoreUnavailable(reason));
  }
}
