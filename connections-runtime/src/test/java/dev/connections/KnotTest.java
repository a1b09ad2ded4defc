package dev.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.connections.testsupport.Knots;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * No package of the runtime has one of the {@link Knots} with more than {@link #LARGEST} classes.
 * Proved from the byte code. (In {@code dev.connections.failure}, every exception needs the sealed
 * one, which needs every exception: they are one family.)
 */
class KnotTest {

  private static final int LARGEST = 6;

  @Test
  void noPackageHasAKnotOfMoreThanSixClasses() {
    Map<String, Map<String, Set<String>>> packages =
        Knots.needs(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/test-support/"))
                .importPackages("dev.connections"));

    assertThat(packages).containsKeys("dev.connections.internal.call", "dev.connections.failure");
    assertThat(Knots.largerThan(LARGEST, packages)).isEmpty();
  }

  @Test
  void aKnotIsFoundAlsoThroughOthersAndNestedClassesAndAFamilyCountsOnce() {
    Map<String, Set<String>> found =
        Knots.needs(
                new ClassFileImporter()
                    .importClasses(KnotTest.class, ArchitectureTest.class, FailureCodes.class))
            .get("dev.connections");

    assertThat(found).containsKeys("KnotTest", "ArchitectureTest");
    assertThat(
            Knots.knots(
                Map.of(
                    "A", Set.of("B"), "B", Set.of("C"), "C", Set.of("A", "D"), "D", Set.of("E"))))
        .containsExactly(Set.of("A", "B", "C"));
    assertThat(
            Knots.needs(new ClassFileImporter().importPackages("dev.connections.failure"))
                .get("dev.connections.failure"))
        .containsKey("ConnectionException")
        .doesNotContainKey("TransientConnectionException");
  }
}
