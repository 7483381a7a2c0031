package dev.acsgateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;

/** What would make an event loop, or a virtual thread, wait without looking like it. */
@AnalyzeClasses(packages = "dev.acsgateway", importOptions = DoNotIncludeTests.class)
class EventLoopsTest {
  @ArchTest
  static final ArchRule nobodyDividesDurations =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.acsgateway.cleanup..")
          .should()
          .callMethod(Duration.class, "dividedBy", long.class)
          .orShould()
          .callMethod(Duration.class, "dividedBy", Duration.class)
          .orShould()
          .callMethod(Duration.class, "multipliedBy", long.class)
          .because("they take BigDecimal, and its first use 30 ms; clean-up has its own threads");

  @ArchTest
  static final ArchRule whoReadsAProcessDoesNotDoSoOnVirtualThreads =
      noClasses()
          .that(describe("read a process", EventLoopsTest::usesProcesses))
          .should()
          .callMethod(Thread.class, "ofVirtual")
          .orShould()
          .callMethod(Thread.class, "startVirtualThread", Runnable.class)
          .because("a read from a pipe holds a carrier, of which there are as few as processors");

  private static boolean usesProcesses(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(it -> it.getTargetClass().isEquivalentTo(Process.class));
  }
}
