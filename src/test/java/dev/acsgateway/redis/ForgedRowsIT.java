package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.BOB;
import static dev.acsgateway.redis.StoreFixture.CHAT;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.authentication.ApiKey;
import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.Grant;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.Claim;
import dev.acsgateway.cleanup.ClaimPrecondition;
import dev.acsgateway.config.Secret;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.fake.CapturedLogs;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.ledger.ImportMode;
import dev.acsgateway.ledger.LedgerArchive;
import dev.acsgateway.ledger.LedgerEntry;
import dev.acsgateway.ledger.LedgerPage;
import dev.acsgateway.ledger.LedgerRepair;
import dev.acsgateway.ledger.RepairStep;
import dev.acsgateway.ledger.RepairTally;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The kind: a row in Redis that gives authority, written or moved by somebody who can write Redis
 * and does not have the keyset. It counts as absent, raises the alarm, and is never served.
 */
class ForgedRowsIT {
  private static final Keyspace KEYS = new Keyspace(16);

  private final Secret keyset = AeadCipher.newKeyset();
  private StoreFixture redis;

  @BeforeEach
  void open() {
    TestRedis.flush();
    redis = StoreFixture.requiring(keyset, "here");
    redis.own(ALICE, "8:acs:r_1");
    redis.own(BOB, "8:acs:r_2");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private static String row(UserId user) {
    return KEYS.of(user).user();
  }

  private static String send(String command) {
    return TestRedis.send(command);
  }

  private void setIdentity(UserId user, String identity) {
    send("HSET %s identity %s".formatted(row(user), identity));
  }

  private Optional<Identity> identityOf(UserId user) {
    return await(redis.store.identityLedger().find(user)).flatMap(UserRecord::identity);
  }

  private ApiKey key(String id, Permission... permissions) {
    return new ApiKey(
        id,
        new ApiKeyFactory(new SecureRandom()).make().hash(),
        Grant.of(permissions),
        Optional.empty(),
        "made for a test");
  }

  private List<ApiKey> apiKeys() {
    return await(redis.store.apiKeyStore().all());
  }

  private RepairTally reconcile(StoreFixture node) {
    RepairTally tally = RepairTally.NONE;
    Optional<String> cursor = Optional.of(LedgerRepair.START);
    while (cursor.isPresent()) {
      RepairStep step =
          await(
              node.store
                  .ledgerRepair()
                  .step(cursor.get(), node.clock.instant().minus(Duration.ofDays(1))));
      tally = tally.plus(step.tally());
      cursor = step.next();
    }
    return tally;
  }

  private static Secret rotated(Secret former) {
    JsonObject both = new JsonObject(AeadCipher.newKeyset().value());
    both.getJsonArray("key").addAll(new JsonObject(former.value()).getJsonArray("key"));
    return new Secret(both.encode());
  }

  private static Secret without(Secret rotated) {
    JsonObject one = new JsonObject(rotated.value());
    one.getJsonArray("key").remove(1);
    return new Secret(one.encode());
  }

  @Test
  void whatGatewaysWriteVerifies() {
    assertThat(identityOf(ALICE)).contains(new Identity("8:acs:r_1"));
    await(redis.store.apiKeyStore().add(key("k1", Permission.TOKENS_ISSUE)));
    assertThat(apiKeys()).hasSize(1);
    assertThat(reconcile(redis).forged()).isZero();
    assertThat(redis.store.unreadableValues()).isZero();
  }

  @Test
  void aForgedKeyRowIsNoKeyAndAnAlarm() {
    ApiKey forged = key("admin", Permission.values());
    try (CapturedLogs logs = new CapturedLogs()) {
      setKey("admin", ApiKeyCodec.encode(forged));
      assertThat(apiKeys()).isEmpty();
      assertThat(await(redis.store.apiKeyStore().find("admin"))).isEmpty();
      assertThat(logs.text().split("was not signed for its place", -1)).as("once").hasSize(2);
    }
    assertThat(redis.store.unreadableValues()).isEqualTo(2);
  }

  /** By a script, since an inline command cannot hold JSON. */
  private void setKey(String id, String text) {
    send(
        "EVAL \"redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])\" 1 gw:keys %s \"%s\""
            .formatted(id, text.replace("\\", "\\\\").replace("\"", "\\\"")));
  }

  @Test
  void anEditedKeyRowIsNoKey() {
    await(redis.store.apiKeyStore().add(key("k1", Permission.TOKENS_ISSUE)));
    String text = send("HGET gw:keys k1");

    setKey("k1", text.replace("tokens:issue", "keys:manage"));
    assertThat(apiKeys()).isEmpty();
    assertThatThrownBy(() -> await(redis.store.apiKeyStore().change("k1", same -> same)))
        .as("what is not genuine is not signed anew")
        .isInstanceOf(RuntimeException.class);

    setKey("k1", text.replaceFirst("\\{", "{\"users\":\"*\","));
    assertThat(apiKeys()).isEmpty();
    setKey("k1", text.replaceFirst(",\"mac\":\"[^\"]*\"", ""));
    assertThat(apiKeys()).isEmpty();
    setKey("k1", text);
    assertThat(apiKeys()).hasSize(1);
  }

  @Test
  void aKeyRowUnderAnotherNameIsNoKey() {
    await(redis.store.apiKeyStore().add(key("k1", Permission.values())));

    setKey("k2", send("HGET gw:keys k1"));

    assertThat(apiKeys()).extracting(ApiKey::id).containsExactly("k1");
  }

  @Test
  void aKeyThatIsChangedOrRotatedByAGatewayVerifies() {
    await(redis.store.apiKeyStore().add(key("k1", Permission.TOKENS_ISSUE)));

    await(
        redis
            .store
            .apiKeyStore()
            .change("k1", before -> key("k1", Permission.TOKENS_ISSUE, Permission.TOKENS_REVOKE)));

    assertThat(apiKeys().getFirst().grant().permissions()).hasSize(2);
    await(redis.store.apiKeyStore().remove("k1"));
    assertThat(apiKeys()).isEmpty();
  }

  @Test
  void anIdentityThatIsBoundToAnotherUserIsNeverServed() {
    setIdentity(BOB, "8:acs:r_1");

    assertThat(identityOf(BOB)).isEmpty();
    assertThat(redis.granted(StoreFixture.key(BOB, "voip")).identity())
        .as("a new one is made")
        .isEmpty();
    assertThat(redis.store.unreadableValues()).isPositive();
    assertThat(send("HGET %s identity".formatted(KEYS.of(BOB).forged())))
        .as("the row is kept for who looks into it")
        .isEqualTo("8:acs:r_1");
  }

  @Test
  void aRowThatWasCopiedFromAnotherUserIsNeverServed() {
    for (String field : List.of("user", "identity", "mac")) {
      send("HSET %s %s %s".formatted(row(BOB), field, send("HGET " + row(ALICE) + " " + field)));
    }

    assertThat(identityOf(BOB)).isEmpty();
    assertThat(redis.granted(StoreFixture.key(BOB, "voip")).identity()).isEmpty();
    assertThat(identityOf(ALICE)).contains(new Identity("8:acs:r_1"));
  }

  @Test
  void aRowWithoutASignatureIsNeverServed() {
    send("HDEL " + row(BOB) + " mac");

    assertThat(identityOf(BOB)).isEmpty();
  }

  @Test
  void aTamperedUserCanNeitherRevokeNorDeleteSomebodyElsesIdentity() {
    setIdentity(BOB, "8:acs:r_1");
    assertThatThrownBy(() -> await(redis.store.identityLedger().beginDeletion(BOB)))
        .isInstanceOf(UserNotFound.class);

    send("RENAME %s %s".formatted(KEYS.of(BOB).forged(), row(BOB)));
    send("HSET %s state active".formatted(row(BOB)));
    send("HDEL %s fence".formatted(row(BOB)));
    assertThatThrownBy(() -> await(redis.store.identityLedger().beginRevocation(BOB)))
        .isInstanceOf(UserNotFound.class);
  }

  @Test
  void aCleanUpLeavesTheIdentityOfATamperedUser() {
    setIdentity(BOB, "8:acs:r_1");

    assertThat(
            await(
                redis
                    .store
                    .cleanupLedger()
                    .claim(
                        Candidate.of(BOB),
                        new ClaimPrecondition.MadeBefore(redis.clock.instant()))))
        .isEqualTo(new Claim.Unknown());
  }

  @Test
  void anExportHasNoTamperedRow() {
    setIdentity(BOB, "8:acs:r_1");
    List<LedgerEntry> entries = new ArrayList<>();
    Optional<String> cursor = Optional.of(LedgerArchive.START);
    while (cursor.isPresent()) {
      LedgerPage page = await(redis.store.ledgerArchive().read(cursor.get()));
      entries.addAll(page.entries());
      cursor = page.next();
    }

    assertThat(entries).extracting(LedgerEntry::user).containsExactly(ALICE);
  }

  @Test
  void aTamperedRowOwnsNothing() {
    setIdentity(BOB, "8:acs:r_1");
    await(
        redis
            .store
            .ledgerArchive()
            .owners(new Identity("8:acs:r_1"))
            .onSuccess(
                owners ->
                    assertThat(owners.users())
                        .extracting(UserRecord::user)
                        .containsExactly(ALICE)));
  }

  @Test
  void anImportSignsWhatItTakesIn() {
    UserId carol = new UserId("carol");
    send("HDEL " + row(BOB) + " mac");
    for (LedgerEntry entry :
        List.of(
            new LedgerEntry(carol, new Identity("8:acs:r_3"), Optional.empty(), Optional.empty()),
            new LedgerEntry(BOB, new Identity("8:acs:r_2"), Optional.empty(), Optional.empty()))) {
      await(redis.store.ledgerArchive().write(List.of(entry), ImportMode.KEEP));
    }

    assertThat(identityOf(carol)).contains(new Identity("8:acs:r_3"));
    assertThat(identityOf(BOB)).as("an operator says so").contains(new Identity("8:acs:r_2"));
  }

  @Test
  void everythingThatHappensToAUserKeepsTheRowGenuine() {
    await(
        redis
            .store
            .identityLedger()
            .beginRevocation(ALICE)
            .compose(redis.store.identityLedger()::endRevocation));
    assertThat(identityOf(ALICE)).isPresent();

    await(redis.store.identityLedger().beginDeletion(ALICE));
    redis.own(ALICE, "8:acs:r_9");
    assertThat(identityOf(ALICE)).as("created again").contains(new Identity("8:acs:r_9"));
    assertThat(redis.granted(StoreFixture.key(ALICE, "voip")).identity()).isPresent();
    assertThat(redis.begin(CHAT)).isNotNull();
    assertThat(reconcile(redis).forged()).isZero();
  }

  @Test
  void aRowOfAnotherDeploymentDoesNotVerify() {
    String mac = send("HGET " + row(ALICE) + " mac");
    String apiKey = signedKey();
    TestRedis.flush();
    try (StoreFixture elsewhere = StoreFixture.requiring(keyset, "elsewhere")) {
      elsewhere.own(BOB, "8:acs:r_2");
      send(
          "HSET %s user %s identity 8:acs:r_1 state active epoch 1 mac %s"
              .formatted(row(ALICE), ALICE.value(), mac));
      setKey("k1", apiKey);

      assertThat(await(elsewhere.store.identityLedger().find(ALICE))).isEmpty();
      assertThat(await(elsewhere.store.apiKeyStore().all())).isEmpty();
    }
  }

  private String signedKey() {
    await(redis.store.apiKeyStore().add(key("k1", Permission.values())));
    return send("HGET gw:keys k1");
  }

  @Test
  void aNodeWithAnotherKeysetOrNoneOrForAnotherDeploymentIsRefused() {
    try (StoreFixture other = StoreFixture.requiring(AeadCipher.newKeyset(), "here");
        StoreFixture elsewhere = StoreFixture.requiring(keyset, "elsewhere")) {
      for (StoreFixture node : List.of(other, elsewhere)) {
        assertThatThrownBy(() -> await(node.store.firstConnection()))
            .isInstanceOf(IncompatibleStore.class)
            .hasMessageContaining("another redis.keyset");
      }
    }
    assertThat(identityOf(ALICE)).as("nothing was set aside").isPresent();
  }

  @Test
  void aLedgerFromBeforeIsRefusedUntilReconcileHasSignedIt() {
    ApiKey old = key("k1", Permission.TOKENS_ISSUE);
    setKey("k1", ApiKeyCodec.encode(old));
    send("HDEL gw:meta integrity");
    send("HDEL " + row(ALICE) + " mac");
    send("HDEL " + row(BOB) + " mac");
    try (StoreFixture refused = StoreFixture.requiring(keyset, "here")) {
      assertThatThrownBy(() -> await(refused.store.firstConnection()))
          .isInstanceOf(IncompatibleStore.class)
          .hasMessageContaining("accept-unsigned");
    }

    try (StoreFixture upgrading =
        StoreFixture.signing(
            keyset, new IntegrityConfig(IntegrityConfig.Mode.ACCEPT_UNSIGNED, "here"))) {
      assertThat(await(upgrading.store.apiKeyStore().all())).hasSize(1);
      assertThat(await(upgrading.store.identityLedger().find(ALICE))).isPresent();
      setIdentityWithSignature(BOB);
      assertThat(await(upgrading.store.identityLedger().find(BOB)))
          .as("a wrong signature is worse than none")
          .isEmpty();
      send("HDEL " + row(BOB) + " mac");
      assertThat(reconcile(upgrading).signed()).isEqualTo(3);
      assertThat(reconcile(upgrading).signed()).isZero();
    }

    try (StoreFixture node = StoreFixture.requiring(keyset, "here")) {
      await(node.store.firstConnection());
      assertThat(await(node.store.identityLedger().find(ALICE))).isPresent();
      assertThat(await(node.store.apiKeyStore().all())).hasSize(1);
    }
  }

  private void setIdentityWithSignature(UserId user) {
    send("HSET %s mac %s".formatted(row(user), "AAAA"));
  }

  @Test
  void aFormerKeyVerifiesUntilReconcileHasSignedWithTheNewOne() {
    await(redis.store.apiKeyStore().add(key("k1", Permission.TOKENS_ISSUE)));
    Secret both = rotated(keyset);
    try (StoreFixture node = StoreFixture.requiring(without(both), "here")) {
      assertThatThrownBy(() -> await(node.store.firstConnection()))
          .isInstanceOf(IncompatibleStore.class);
    }
    try (StoreFixture node = StoreFixture.requiring(both, "here")) {
      assertThat(await(node.store.identityLedger().find(ALICE))).isPresent();
      assertThat(await(node.store.apiKeyStore().all())).hasSize(1);
      assertThat(reconcile(node).signed()).isEqualTo(3);
    }
    try (StoreFixture node = StoreFixture.requiring(without(both), "here")) {
      await(node.store.firstConnection());
      assertThat(await(node.store.identityLedger().find(ALICE))).isPresent();
      assertThat(await(node.store.apiKeyStore().all())).hasSize(1);
    }
  }

  @Test
  void reconcileCountsWhatIsForgedAndSignsNoneOfIt() {
    setIdentity(BOB, "8:acs:r_1");

    assertThat(reconcile(redis).forged()).isEqualTo(1);
    assertThat(identityOf(BOB)).isEmpty();
  }
}
