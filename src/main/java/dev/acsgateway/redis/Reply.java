package dev.acsgateway.redis;

import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Redis's answer to a command whose shape is known. Asking for what is not there is a fault of ours
 * and throws {@link NullPointerException}.
 */
record Reply(@Nullable Response response) {

  /** The answer itself as a number. */
  long number() {
    return Objects.requireNonNull(present().toLong());
  }

  /** The answer itself as bytes; empty for nil. */
  Optional<Buffer> bytes() {
    return response == null ? Optional.empty() : Optional.of(response.toBuffer());
  }

  /** The answer itself as text. */
  String text() {
    return present().toString();
  }

  /** The element {@code i} as text. */
  String text(int i) {
    return response(i).toString();
  }

  /** The element {@code i} as a number. */
  long number(int i) {
    return Objects.requireNonNull(response(i).toLong());
  }

  /** The element {@code i} as bytes. */
  Buffer bytes(int i) {
    return response(i).toBuffer();
  }

  /** The element {@code i} as text; empty for nil. */
  Optional<String> find(int i) {
    return Optional.ofNullable(present().get(i)).map(Response::toString);
  }

  /** All elements as text. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(present().size());
    present().forEach(element -> texts.add(element.toString()));
    return texts;
  }

  /** A hash, field by field. */
  Map<String, String> entries() {
    Map<String, String> entries = new HashMap<>();
    for (String field : present().getKeys()) {
      entries.put(field, String.valueOf(present().get(field)));
    }
    return entries;
  }

  /** All elements. */
  List<Reply> elements() {
    List<Reply> elements = new ArrayList<>(present().size());
    present().forEach(element -> elements.add(new Reply(element)));
    return elements;
  }

  /** The element {@code i}. */
  Reply element(int i) {
    return new Reply(response(i));
  }

  private Response response(int i) {
    return Objects.requireNonNull(present().get(i));
  }

  private Response present() {
    return Objects.requireNonNull(response);
  }
}
