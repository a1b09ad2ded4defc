package dev.connections.sample;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads the byte code of everything that ships or is generated. */
class ByteCodeTest {

  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test-support/"))
          .importPackages(
              "dev.connections",
              "dev.connections.spi",
              "dev.connections.provider",
              "dev.connections.internal",
              "dev.connections.sql",
              "dev.connections.rest",
              "dev.connections.pooling",
              "dev.connections.annotations",
              "dev.connections.testing",
              "dev.connections.sample");

  /**
   * What a {@code List<Order>} is can be said to Gson, Moshi and avaje-jsonb by the JDK's
   * interfaces of types alone. They are data there: nothing is looked up or called by reflection.
   */
  private static final String DESCRIBES_TYPES =
      "dev\\.connections\\.rest\\.json\\.TypeDescription(\\$WithArguments)?";

  @Test
  void theRuntimeTheTypesAndTheGeneratedCodeAreAllRead() {
    assertThat(SHIPPED.contain("dev.connections.ManagedConnection")).isTrue();
    assertThat(SHIPPED.contain("dev.connections.sql.SqlConnectionTypes")).isTrue();
    assertThat(SHIPPED.contain("dev.connections.rest.RestConnectionTypes")).isTrue();
    assertThat(SHIPPED.contain("dev.connections.sample.ConnectionTypes")).isTrue();
    assertThat(SHIPPED.contain("dev.connections.sample.smtp.SmtpConfigurationBinder")).isTrue();
  }

  /**
   * The public types of what ships, so that none appears or goes unnoticed before there is a
   * release to compare with. After a change that is meant, copy {@code target/public-types.txt}
   * over the list.
   */
  @Test
  void thePublicTypesAreThoseThatAreListed() throws IOException {
    List<String> found =
        SHIPPED.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.isTopLevelClass())
            .map(JavaClass::getName)
            .filter(name -> !name.contains(".internal.") && !name.contains(".sample."))
            .sorted()
            .toList();
    Files.write(Path.of("target", "public-types.txt"), found);

    assertThat(found).isEqualTo(Files.readAllLines(Path.of("src/test/resources/public-types.txt")));
  }

  @Test
  void nothingUsesReflection() {
    noClasses()
        .that()
        .haveNameNotMatching(DESCRIBES_TYPES)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .because("wiring is generated, so that the compiler checks it")
        .check(SHIPPED);
    noClasses()
        .that()
        .haveNameMatching(DESCRIBES_TYPES)
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.lang.reflect..")
                .and(not(nameMatching("(\\[L)?java\\.lang\\.reflect\\.(Parameterized)?Type;?"))))
        .because("a description of a type is data")
        .check(SHIPPED);
  }

  @Test
  void nothingLooksForServicesOrClassesByName() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.ServiceLoader")
        .orShould()
        .callMethod(Class.class, "forName", String.class)
        .orShould()
        .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
        .orShould()
        .callMethod(Class.class, "forName", Module.class, String.class)
        .orShould()
        .callMethod(ClassLoader.class, "loadClass", String.class)
        .because("what is in use is known at compile time")
        .check(SHIPPED);
  }
}
