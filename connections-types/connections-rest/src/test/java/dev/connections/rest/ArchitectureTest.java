package dev.connections.rest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.connections.testsupport.Knots;
import dev.connections.testsupport.PackageOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The directions of the module's packages, proved from its byte code, and their sizes. */
class ArchitectureTest {

  private static final String ROOT = "dev.connections.rest";

  /** Each package may refer to itself and to those before it. */
  private static final List<String> ORDER =
      List.of(
          ROOT + ".json",
          ROOT + ".auth",
          ROOT + ".events",
          ROOT + ".internal.failure",
          ROOT + ".internal.request",
          ROOT,
          ROOT + ".internal.token",
          ROOT + ".internal.exchange",
          ROOT + ".internal.answer",
          ROOT + ".internal.connection");

  private static final int MOST_FILES = 30;

  /** But for the generated registry, which names the type. */
  private final JavaClasses module =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT)
          .that(DescribedPredicate.not(belongToAnyOf(RestConnectionTypes.class)));

  @Test
  void everyPackageHasItsPlace() {
    assertThat(PackageOrder.packages(module)).containsExactlyInAnyOrderElementsOf(ORDER);
  }

  @Test
  void packagesReferOnlyToThoseBeforeThem() {
    new PackageOrder(ROOT, ORDER).check(module);
  }

  @Test
  void noPackageHasAKnotOfMoreThanSixClasses() {
    assertThat(Knots.largerThan(6, Knots.needs(module))).isEmpty();
  }

  @Test
  void noPackageHasMoreFilesThanOneCanLookThrough() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      Map<String, Long> sizes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(
                  Collectors.groupingBy(
                      file -> String.valueOf(file.getParent()), Collectors.counting()));

      assertThat(sizes).hasSizeGreaterThan(ORDER.size());
      assertThat(sizes.values()).allMatch(size -> size <= MOST_FILES);
    }
  }
}
