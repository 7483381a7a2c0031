package dev.acsgateway.token;

import dev.acsgateway.bench.Samples;
import dev.acsgateway.identity.TeamsUser;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a look-up in the near cache costs, among ten thousand users. */
@State(Scope.Thread)
public class NearCacheBenchmark {
  private static final int USERS = 10_000;
  private static final NearCacheConfig CONFIG =
      new NearCacheConfig(true, 1_024, Duration.ofDays(1));

  private final TeamsUser teamsUser =
      new TeamsUser(
          "eyJ0eXAiOiJKV1QiLCJh".repeat(100),
          UUID.randomUUID().toString(),
          UUID.randomUUID().toString());
  private final NearCache users = users();
  private final TeamsNearCache teamsUsers =
      teamsUsers(TeamsKey.of("contoso.communication.azure.com", teamsUser));
  private int turn;

  private static NearCache users() {
    InvalidationEpochs generations = new InvalidationEpochs();
    NearCache cache = new NearCache(CONFIG, new AllIsHeard(), generations);
    for (int i = 0; i < USERS; i++) {
      TokenKey key = Samples.key("user-" + i);
      cache.remember(
          key,
          TokenAnswer.of(Samples.token(), key.scopes(), Samples.NOW, TokenSource.SHARED),
          generations.stamp(key.user()));
    }
    return cache;
  }

  private static TeamsNearCache teamsUsers(TeamsKey key) {
    TeamsNearCache cache = new TeamsNearCache(CONFIG);
    CachedToken token = Samples.token();
    cache.remember(
        key,
        new TeamsAnswer(
            new TeamsToken(token.token(), Samples.NOW, token.token().expiresOn(), ""),
            Samples.NOW,
            TokenSource.SHARED));
    return cache;
  }

  /** Another user each time, whose key is made as for a request. */
  @Benchmark
  public TokenAnswer find() {
    turn = (turn + 1) % USERS;
    return Objects.requireNonNull(users.find(Samples.key("user-" + turn)));
  }

  /** Nobody who is remembered. */
  @Benchmark
  public @Nullable TokenAnswer miss() {
    return users.find(Samples.key("nobody"));
  }

  /** A Teams user, for whose key an Entra token of two kilobytes is hashed. */
  @Benchmark
  public TeamsAnswer findTeamsUser() {
    return Objects.requireNonNull(
        teamsUsers.find(TeamsKey.of("contoso.communication.azure.com", teamsUser)));
  }

  /** As long as the subscription holds and nothing happens. */
  private static final class AllIsHeard implements Invalidations {
    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public void onTokenChange(Consumer<String> userHash) {}

    @Override
    public void onUserChange(Consumer<String> userHash) {}

    @Override
    public void onGap(Runnable gap) {}
  }
}
