package dev.acsgateway.redis;

import dev.acsgateway.bench.Samples;
import dev.acsgateway.token.CachedToken;
import io.vertx.core.buffer.Buffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to write a cached token for Redis and to read it again: AES-256-GCM, mostly. */
@State(Scope.Benchmark)
public class SealedTokenBenchmark {
  private static final String KEY = "gw:{0123456789abcdefghijkl}:t:chat,voip";

  private final TokenCodec codec =
      new TokenCodec(AeadCipher.of(AeadCipher.newKeyset()), entry -> true);
  private final TokenCodec unsealed = new TokenCodec(ValueCipher.none(), entry -> true);
  private final CachedToken token = Samples.token();
  private final Buffer sealedValue = codec.encode(token, KEY);
  private final Buffer plainValue = unsealed.encode(token, KEY);

  /** As after each call to ACS. */
  @Benchmark
  public Buffer seal() {
    return codec.encode(token, KEY);
  }

  /** As for each Redis hit. */
  @Benchmark
  public CachedToken open() {
    return codec.decode(sealedValue, KEY).orElseThrow();
  }

  /** The same without the cipher: what is left is the format. */
  @Benchmark
  public CachedToken readUnsealed() {
    return unsealed.decode(plainValue, KEY).orElseThrow();
  }
}
