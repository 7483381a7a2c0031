package dev.acsgateway;

import static java.util.stream.Collectors.toMap;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.LedgerSeed;
import dev.acsgateway.redis.LedgerSeed.Owner;
import dev.acsgateway.redis.StoreFixture;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many users, in the emulator and in the ledger alike, made without asking a gateway. */
public final class Population {
  /** As many as a gateway has unless it is told otherwise. */
  static final int SHARDS = 512;

  private final AcsEmulator emulator;
  private final String redisUrl;
  private final int shards;
  private final Map<String, String> identities = new HashMap<>();

  /** Nobody yet. */
  public Population(AcsEmulator emulator, String redisUrl) {
    this(emulator, redisUrl, SHARDS);
  }

  /** The same for gateways that are told otherwise. */
  public Population(AcsEmulator emulator, String redisUrl, int shards) {
    this.emulator = emulator;
    this.redisUrl = redisUrl;
    this.shards = shards;
  }

  /** Makes {@code count} users {@code <name>-<i>} who got their last token then. */
  public void add(String name, int count, Instant lastIssuedAt) {
    AcsResource acs = emulator.controls().resources().getFirst();
    new LedgerSeed(redisUrl, shards)
        .write(
            IntStream.range(0, count)
                .mapToObj(
                    i -> {
                      String identity = acs.rawId(acs.create(lastIssuedAt.toEpochMilli()));
                      identities.put(name + "-" + i, identity);
                      return new Owner(
                          new UserId(name + "-" + i), new Identity(identity), lastIssuedAt);
                    }));
  }

  /** The same by the hashes of their names. */
  Map<String, String> hashed(String name) {
    return named(name).entrySet().stream()
        .collect(toMap(each -> new UserId(each.getKey()).hash(), Map.Entry::getValue));
  }

  /** Those of the users whose name begins so, with the identities that they were made with. */
  Map<String, String> named(String name) {
    return identities.entrySet().stream()
        .filter(each -> each.getKey().startsWith(name + "-"))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Every identity that is alive at the emulator. */
  public Set<String> alive() {
    return alive(emulator);
  }

  /** The same, whoever made it. */
  static Set<String> alive(AcsEmulator emulator) {
    AcsResource acs = emulator.controls().resources().getFirst();
    return emulator
        .controls()
        .exportState()
        .filter(line -> line.getString("type").equals("identity"))
        .filter(line -> !line.containsKey("deletedAt"))
        .map(line -> "8:acs:" + acs.id() + "_" + line.getString("id"))
        .collect(Collectors.toSet());
  }

  /** Every user in the ledger, by hash, with its identity. */
  public static Map<String, String> owners(CleanupLedger ledger) {
    Map<String, String> owners = new HashMap<>();
    String cursor = CleanupLedger.START;
    while (!cursor.equals(CleanupLedger.END)) {
      CleanupLedger.Page page = StoreFixture.await(ledger.users(cursor));
      for (Candidate each : page.candidates()) {
        Candidate.OfUser owner = (Candidate.OfUser) each;
        owners.put(owner.hash(), owner.identity().orElseThrow().id());
      }
      cursor = page.next();
    }
    return owners;
  }
}
