package dev.acsgateway.emulator.state;

import dev.acsgateway.emulator.token.SeededBytes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One Communication Services resource: its guid, two access keys and its identities. */
public final class AcsResource {
  private final UUID id;
  private final SeededBytes seed;
  private final StateSink sink;
  private final AtomicLong created = new AtomicLong();
  private final Map<UUID, IdentityRecord> identities = new ConcurrentHashMap<>();
  private volatile AccessKey primary;
  private volatile AccessKey secondary;

  AcsResource(UUID id, AccessKey primary, AccessKey secondary, SeededBytes seed, StateSink sink) {
    this.id = id;
    this.primary = primary;
    this.secondary = secondary;
    this.seed = seed;
    this.sink = sink;
  }

  /** The guid that its identities carry. */
  public UUID id() {
    return id;
  }

  /** The key that is in the slot now. */
  public AccessKey key(KeySlot slot) {
    return slot == KeySlot.PRIMARY ? primary : secondary;
  }

  /** Whether the key of that serial is still one of the two. */
  public boolean holdsKey(int serial) {
    return primary.serial() == serial || secondary.serial() == serial;
  }

  void putKey(AccessKey key) {
    if (key.slot() == KeySlot.PRIMARY) {
      primary = key;
    } else {
      secondary = key;
    }
  }

  /** How many identities it knows, deleted ones included. */
  public long size() {
    return identities.size();
  }

  /** Makes the next identity at {@code now} (epoch milliseconds) and returns its guid. */
  public UUID create(long now) {
    long ordinal = created.getAndIncrement();
    UUID guid = seed.uuid("identity " + id, ordinal);
    put(guid, IdentityRecord.created(ordinal, now));
    return guid;
  }

  /** The raw id of one of its identities: {@code 8:acs:<resource>_<guid>}. */
  public String rawId(UUID guid) {
    return "8:acs:" + id + '_' + guid;
  }

  /** The guid in a raw id of this resource; empty for a malformed or a foreign one. */
  public Optional<UUID> guid(String rawId) {
    String prefix = "8:acs:" + id + '_';
    String lower = rawId.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(prefix) || lower.length() != prefix.length() + 36) {
      return Optional.empty();
    }
    String guid = lower.substring(prefix.length());
    boolean shaped = guid.matches("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
    return shaped ? Optional.of(UUID.fromString(guid)) : Optional.empty();
  }

  /** What is known of an identity, whether it is alive or not. */
  public Optional<IdentityRecord> find(UUID guid) {
    return Optional.ofNullable(identities.get(guid));
  }

  /** Revokes all tokens issued until {@code now}, from {@code effectiveAt} on (all epoch ms). */
  public boolean revoke(UUID guid, long now, long effectiveAt) {
    return change(guid, identity -> identity.revokedNow(now, effectiveAt));
  }

  /** Revokes all tokens issued before {@code validFrom}, from {@code effectiveAt} on (epoch ms). */
  public boolean revokeBefore(UUID guid, long validFrom, long now, long effectiveAt) {
    return change(guid, identity -> identity.revokedBefore(validFrom, now, effectiveAt));
  }

  /** Deletes an identity and with it all its tokens; false when there is no such live one. */
  public boolean delete(UUID guid, long now) {
    return change(guid, identity -> identity.deleted(now));
  }

  Stream<Map.Entry<UUID, IdentityRecord>> identities() {
    return identities.entrySet().stream();
  }

  void load(UUID guid, IdentityRecord identity) {
    identities.put(guid, identity);
    created.accumulateAndGet(identity.ordinal() + 1, Math::max);
  }

  private boolean change(UUID guid, UnaryOperator<IdentityRecord> step) {
    IdentityRecord[] changed = new IdentityRecord[1];
    identities.computeIfPresent(
        guid,
        (key, identity) -> {
          if (!identity.alive()) {
            return identity;
          }
          changed[0] = step.apply(identity);
          sink.append(StateLines.identity(id, guid, changed[0]));
          return changed[0];
        });
    return changed[0] != null;
  }

  private void put(UUID guid, IdentityRecord identity) {
    sink.append(StateLines.identity(id, guid, identity));
    identities.put(guid, identity);
  }
}
