package dev.acsgateway.http;

import dev.acsgateway.authentication.ApiKey;
import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.Grant;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.authentication.RateLimit;
import dev.acsgateway.authentication.UserPattern;
import dev.acsgateway.identity.TokenScope;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** API keys of every kind that a test may want. */
final class TestKeys {
  private static final Grant ALL = Grant.of(Permission.values());

  private final ApiKeyFactory factory = new ApiKeyFactory(new SecureRandom());
  private final List<ApiKey> made = new ArrayList<>();
  private final Map<Permission, String> withOne = new EnumMap<>(Permission.class);

  /** For everything. */
  final String everything = make(ALL, Optional.empty());

  /** For everything, but only for users whose name begins with {@code tenant-a:}. */
  final String tenant = make(ALL.withUsers(new UserPattern("tenant-a:*")), Optional.empty());

  /** For everything, but only for chat. */
  final String chat = make(ALL.withScopes(Set.of(TokenScope.CHAT)), Optional.empty());

  /** For everything, but only twice in ten seconds. */
  final String slow =
      make(ALL.withRateLimit(new RateLimit(2, Duration.ofSeconds(10))), Optional.empty());

  /** For everything, and expired. */
  final String expired;

  /** For everything, for an hour from the start. */
  final String anHour;

  TestKeys(InstantSource clock) {
    expired = make(ALL, Optional.of(clock.instant()));
    anHour = make(ALL, Optional.of(clock.instant().plus(Duration.ofHours(1))));
    for (Permission permission : Permission.values()) {
      withOne.put(permission, make(Grant.of(permission), Optional.empty()));
    }
  }

  private String make(Grant grant, Optional<Instant> expiresAt) {
    ApiKeyFactory.NewApiKey key = factory.make();
    made.add(new ApiKey(key.id(), key.hash(), grant, expiresAt, "made for a test"));
    return key.key().value();
  }

  /** For this permission and no other. */
  String with(Permission permission) {
    return Objects.requireNonNull(withOne.get(permission));
  }

  List<ApiKey> all() {
    return List.copyOf(made);
  }
}
