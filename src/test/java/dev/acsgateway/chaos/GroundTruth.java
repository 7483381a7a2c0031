package dev.acsgateway.chaos;

import dev.acsgateway.acs.AccessKey;
import dev.acsgateway.config.Secret;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.IdentityRecord;
import dev.acsgateway.emulator.state.KeySlot;
import dev.acsgateway.emulator.state.Revocation;
import dev.acsgateway.emulator.token.TokenClaims;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the emulator knows of tokens and identities, and since when. */
final class GroundTruth {
  private final AcsEmulator emulator;

  GroundTruth(AcsEmulator emulator) {
    this.emulator = emulator;
  }

  /** What became of those of the tokens that the emulator made. */
  Map<String, TokenFate> of(Set<String> tokens) {
    Map<String, TokenFate> fates = new HashMap<>();
    for (String token : tokens) {
      emulator
          .controls()
          .introspect(token)
          .claims()
          .ifPresent(claims -> fates.put(token, fate(claims)));
    }
    return fates;
  }

  private TokenFate fate(TokenClaims claims) {
    IdentityRecord identity = record(claims.identity()).orElseThrow();
    Stream.Builder<Long> ends = Stream.builder();
    if (!identity.alive()) {
      ends.add(identity.deletedAt());
    }
    for (Revocation each = identity.revocation(); each != null; each = each.earlier()) {
      if (claims.issuedAt() < each.validFrom()) {
        ends.add(each.effectiveAt());
      }
    }
    return new TokenFate(
        claims.identity(),
        fingerprint(claims.keySerial()),
        ends.build().min(Long::compare).map(Instant::ofEpochMilli));
  }

  private String fingerprint(int serial) {
    AcsResource acs = emulator.controls().resources().getFirst();
    return Arrays.stream(KeySlot.values())
        .map(acs::key)
        .filter(key -> key.serial() == serial)
        .map(key -> new AccessKey(new Secret(key.secret())).fingerprint())
        .findFirst()
        .orElseThrow();
  }

  /** When those of the identities were deleted that are. */
  Map<String, Instant> deleted(Set<String> identities) {
    Map<String, Instant> deleted = new HashMap<>();
    for (String each : identities) {
      record(each)
          .filter(record -> !record.alive())
          .ifPresent(record -> deleted.put(each, Instant.ofEpochMilli(record.deletedAt())));
    }
    return deleted;
  }

  /** Those of the identities that are alive. */
  Set<String> alive(Set<String> identities) {
    Set<String> alive = new HashSet<>(identities);
    alive.removeIf(each -> record(each).filter(IdentityRecord::alive).isEmpty());
    return alive;
  }

  private Optional<IdentityRecord> record(String identity) {
    AcsResource acs = emulator.controls().resources().getFirst();
    return acs.guid(identity).flatMap(acs::find);
  }
}
