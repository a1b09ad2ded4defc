package dev.connections.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Reads the byte code of everything that ships or is generated. */
class ByteCodeTest {

  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              "dev.connections",
              "dev.connections.spi",
              "dev.connections.provider",
              "dev.connections.internal",
              "dev.connections.sql",
              "dev.connections.rest",
              "dev.connections.sample");

  @Test
  void theRuntimeTheTypesAndTheGeneratedCodeAreAllRead() {
    assertThat(SHIPPED.contain("dev.connections.ManagedConnection")).isTrue();
    assertThat(SHIPPED.contain("dev.connections.sql.SqlConnectionTypes")).isTrue();
    assertThat(SHIPPED.contain("dev.connections.rest.RestConnectionTypes")).isTrue();
    assertThat(SHIPPED.contain("dev.connections.sample.ConnectionTypes")).isTrue();
    assertThat(SHIPPED.contain("dev.connections.sample.smtp.SmtpConfigurationBinder")).isTrue();
  }

  @Test
  void nothingUsesReflection() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .because("wiring is generated, so that the compiler checks it")
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
