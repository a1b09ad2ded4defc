package dev.connections.sql;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The directions of the module's packages, proved from its byte code, and their sizes. */
class ArchitectureTest {

  private static final String ROOT = "dev.connections.sql";

  /** What all databases share: each package may refer to itself and to those before it. */
  private static final List<String> SHARED =
      List.of(
          ROOT,
          ROOT + ".internal.failure",
          ROOT + ".internal.text",
          ROOT + ".internal.dialect",
          ROOT + ".internal.mysql",
          ROOT + ".internal.forwarding",
          ROOT + ".internal.pool",
          ROOT + ".internal.guard",
          ROOT + ".internal.connection");

  /** A database may refer to all that is shared, and to no other database. */
  private static final List<String> DATABASES =
      List.of(
          ROOT + ".h2",
          ROOT + ".jdbc",
          ROOT + ".mariadb",
          ROOT + ".mssql",
          ROOT + ".oracle",
          ROOT + ".mysql",
          ROOT + ".postgresql",
          ROOT + ".sqlite");

  private static final int MOST_FILES = 30;

  /** But for the generated registry, which names what each database has. */
  private final JavaClasses module =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT)
          .that(DescribedPredicate.not(belongToAnyOf(SqlConnectionTypes.class)));

  @Test
  void everyPackageHasItsPlace() {
    List<String> places = new ArrayList<>(SHARED);
    places.addAll(DATABASES);

    assertThat(PackageOrder.packages(module)).containsExactlyInAnyOrderElementsOf(places);
  }

  @ParameterizedTest
  @FieldSource("DATABASES")
  void aDatabaseNeedsNoOtherAndNothingSharedNeedsIt(String database) {
    List<String> order = new ArrayList<>(SHARED);
    order.add(database);

    new PackageOrder(ROOT, order).check(module);
  }

  /**
   * Statement, result set, meta data and connection lead to each other in JDBC, so the guards do.
   */
  @Test
  void noPackageHasAKnotOfMoreThanTwoClassesButThatOfJdbc() {
    assertThat(Knots.largerThan(2, Knots.needs(module)))
        .singleElement()
        .asString()
        .startsWith(ROOT + ".internal.guard: 8 ");
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

      assertThat(sizes).hasSizeGreaterThan(DATABASES.size());
      assertThat(sizes.values()).allMatch(size -> size <= MOST_FILES);
    }
  }
}
