package dev.acsgateway.emulator.state;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which state is exported, imported and journalled: JSON objects, one a line, each
 * saying what a resource or an identity now is. Applying lines in order gives the state; a later
 * line about the same thing replaces the earlier one. Identities follow their resource.
 */
final class StateLines {
  static final String RESOURCE = "resource";
  static final String IDENTITY = "identity";

  private StateLines() {}

  static JsonObject resource(AcsResource resource) {
    return new JsonObject()
        .put("type", RESOURCE)
        .put("resource", resource.id().toString())
        .put("primary", key(resource.key(KeySlot.PRIMARY)))
        .put("secondary", key(resource.key(KeySlot.SECONDARY)));
  }

  static JsonObject identity(UUID resource, UUID id, IdentityRecord identity) {
    JsonObject line =
        new JsonObject()
            .put("type", IDENTITY)
            .put("resource", resource.toString())
            .put("id", id.toString())
            .put("ordinal", identity.ordinal())
            .put("createdAt", identity.createdAt());
    if (identity.issueFloor() != 0) {
      line.put("issueFloor", identity.issueFloor());
    }
    if (identity.revocation() != null) {
      line.put("revocation", revocation(identity.revocation()));
    }
    return identity.alive() ? line : line.put("deletedAt", identity.deletedAt());
  }

  static AccessKey key(JsonObject line, KeySlot slot) {
    JsonObject key = line.getJsonObject(slot == KeySlot.PRIMARY ? "primary" : "secondary");
    return new AccessKey(slot, key.getInteger("serial"), key.getString("secret"));
  }

  static IdentityRecord identity(JsonObject line) {
    return new IdentityRecord(
        line.getLong("ordinal"),
        line.getLong("createdAt"),
        line.getLong("issueFloor", 0L),
        revocation(line.getJsonObject("revocation")),
        line.getLong("deletedAt", IdentityRecord.ALIVE));
  }

  private static JsonObject key(AccessKey key) {
    return new JsonObject().put("serial", key.serial()).put("secret", key.secret());
  }

  private static JsonObject revocation(Revocation revocation) {
    JsonObject json =
        new JsonObject()
            .put("validFrom", revocation.validFrom())
            .put("effectiveAt", revocation.effectiveAt());
    return revocation.earlier() == null
        ? json
        : json.put("earlier", revocation(revocation.earlier()));
  }

  private static @Nullable Revocation revocation(@Nullable JsonObject json) {
    return json == null
        ? null
        : new Revocation(
            json.getLong("validFrom"),
            json.getLong("effectiveAt"),
            revocation(json.getJsonObject("earlier")));
  }
}
