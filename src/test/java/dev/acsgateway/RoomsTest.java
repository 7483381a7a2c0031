package dev.acsgateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** The table of rooms: what each may import. docs/architecture.md shows it to readers. */
@AnalyzeClasses(packages = "dev.acsgateway", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final String ROOT = "dev.acsgateway";

  static final Map<String, String[]> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("cli", new String[] {"", "local", "config", "emulator"}),
          Map.entry(
              "local",
              new String[] {
                "", "emulator", "authentication", "identity", "http", "redis", "config"
              }),
          Map.entry("config", new String[] {}),
          Map.entry("failure", new String[] {}),
          Map.entry("identity", new String[] {"failure"}),
          Map.entry("ledger", new String[] {"identity", "failure"}),
          Map.entry("audit", new String[] {"identity", "failure", "config"}),
          Map.entry("quota", new String[] {"identity", "failure", "config"}),
          Map.entry("token", new String[] {"identity", "quota", "failure", "config"}),
          Map.entry("cleanup", new String[] {"identity", "quota", "failure", "config"}),
          Map.entry("authentication", new String[] {"identity", "failure", "config"}),
          Map.entry(
              "http",
              new String[] {
                "token",
                "identity",
                "quota",
                "cleanup",
                "ledger",
                "audit",
                "authentication",
                "health",
                "failure",
                "config"
              }),
          Map.entry("acs", new String[] {"identity", "quota", "failure", "config"}),
          Map.entry(
              "redis",
              new String[] {
                "token",
                "identity",
                "cleanup",
                "ledger",
                "audit",
                "quota",
                "authentication",
                "failure",
                "config"
              }),
          Map.entry("telemetry", new String[] {"identity", "failure", "config"}),
          Map.entry("health", new String[] {}),
          Map.entry("emulator", new String[] {}));

  /** Each third-party API has one room. */
  private static final Map<String, String> ROOM_OF =
      Map.ofEntries(
          Map.entry("io.vertx.ext.web..", "http"),
          Map.entry("io.vertx.redis..", "redis"),
          Map.entry("org.yaml..", "config"),
          Map.entry("io.vertx.ext.healthchecks..", "health"),
          Map.entry("com.azure..", "acs"),
          Map.entry("io.github.resilience4j..", "acs"),
          Map.entry("com.google.crypto.tink..", "redis"),
          Map.entry("com.nimbusds..", "authentication"),
          Map.entry("io.micrometer..", "telemetry"),
          Map.entry("io.opentelemetry..", "telemetry"),
          Map.entry("ch.qos.logback..", "telemetry"),
          Map.entry("com.cronutils..", "cleanup"),
          Map.entry("picocli..", "cli"),
          Map.entry("me.tongfei..", "cli"),
          Map.entry("redis.embedded..", "local"));

  @ArchTest
  void everyRoomImportsOnlyWhatTheTableAllows(JavaClasses classes) {
    MAY_IMPORT.forEach(
        (room, allowed) ->
            classes()
                .that()
                .resideInAnyPackage(inside(room))
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(
                            Stream.concat(Stream.of(room), Arrays.stream(allowed))
                                .flatMap(name -> Arrays.stream(inside(name)))
                                .toArray(String[]::new))
                        .or(not(resideInAnyPackage(ROOT + ".."))))
                .check(classes));
  }

  @ArchTest
  void everyThirdPartyApiHasOneRoom(JavaClasses classes) {
    ROOM_OF.forEach(
        (api, room) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(inside(room))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(api)
                .check(classes));
  }

  @ArchTest
  void everyRoomIsInTheTable(JavaClasses classes) {
    classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(Stream.of(""), MAY_IMPORT.keySet().stream())
                .flatMap(room -> Arrays.stream(inside(room)))
                .toArray(String[]::new))
        .check(classes);
  }

  /** A room with its inner rooms; the root is the one package alone. */
  private static String[] inside(String room) {
    return room.isEmpty()
        ? new String[] {ROOT}
        : new String[] {ROOT + "." + room, ROOT + "." + room + ".."};
  }
}
