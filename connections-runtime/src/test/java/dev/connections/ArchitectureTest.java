package dev.connections;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.connections.testsupport.PackageOrder;
import java.lang.reflect.Method;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The directions of the runtime and what it must not refer to, proved from its byte code. */
class ArchitectureTest {

  /** Each package may refer to itself and to those before it, so there are no cycles. */
  private static final List<String> ORDER =
      List.of(
          "dev.connections.annotations",
          "dev.connections.annotations.grammar",
          "dev.connections.annotations.settings",
          "dev.connections.failure",
          "dev.connections.monitoring",
          "dev.connections",
          "dev.connections.internal.drift",
          "dev.connections.spi.binding",
          "dev.connections.spi.settings",
          "dev.connections.spi.uses",
          "dev.connections.spi",
          "dev.connections.settings",
          "dev.connections.spi.registry",
          "dev.connections.internal.configuration.secret",
          "dev.connections.internal.configuration.document",
          "dev.connections.internal.configuration.source",
          "dev.connections.internal.configuration.node",
          "dev.connections.internal.configuration.common",
          "dev.connections.internal.configuration",
          "dev.connections.internal.lifecycle",
          "dev.connections.internal.circuit",
          "dev.connections.internal.activity",
          "dev.connections.internal.permit",
          "dev.connections.internal.retry",
          "dev.connections.internal.dedicated",
          "dev.connections.internal.endpoint",
          "dev.connections.internal.failover",
          "dev.connections.internal.failure",
          "dev.connections.internal.call",
          "dev.connections.internal.subscription",
          "dev.connections.internal.connection",
          "dev.connections.internal.telemetry",
          "dev.connections.provider");

  private static final ArchRule NO_REFLECTION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.reflect..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ServiceLoader.class)
          .orShould()
          .callMethodWhere(target(owner(name("java.lang.Class"))).and(target(name("forName"))))
          .orShould()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "it gives something of java.lang.reflect",
                  call ->
                      call.getTarget()
                          .getRawReturnType()
                          .getBaseComponentType()
                          .getPackageName()
                          .equals("java.lang.reflect")));

  private final JavaClasses runtime =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test-support/"))
          .importPackages("dev.connections");

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    assertThat(PackageOrder.packages(runtime))
        .isSubsetOf(ORDER)
        .contains("dev.connections.provider");
  }

  @Test
  void packagesReferOnlyToThoseBeforeThem() {
    new PackageOrder("dev.connections", ORDER).check(runtime);
  }

  @Test
  void whatIsNotForUsersIsInternalOrPackagePrivate() {
    classes()
        .that()
        .resideInAPackage("dev.connections.provider")
        .and()
        .arePublic()
        .should()
        .haveNameMatching(".*\\.(Connections|ConnectionProviderBuilder|ConnectionsModule.*)")
        .check(runtime);
  }

  @Test
  void nothingRefersToReflectionOrServiceLoaderOrClassForName() {
    NO_REFLECTION.check(runtime);
  }

  /** A thread made elsewhere inherits what its first caller has: its user, its class loader. */
  @Test
  void threadsAreMadeInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.connections.spi.DaemonThreadFactory")
        .should()
        .callConstructorWhere(target(owner(assignableTo(Thread.class))))
        .check(runtime);
  }

  @Test
  void theBanSeesWhatItBans() {
    JavaClasses offenders =
        new ClassFileImporter()
            .importClasses(Reflects.class, Invokes.class, LoadsServices.class, Names.class);

    assertThat(NO_REFLECTION.evaluate(offenders).getFailureReport().toString())
        .contains("Reflects", "Invokes", "LoadsServices", "Names");
  }

  static final class Reflects {
    Object methods(Class<?> type) {
      return type.getMethods();
    }
  }

  static final class Invokes {
    Object first(Method method) throws ReflectiveOperationException {
      return method.invoke(null);
    }
  }

  static final class LoadsServices {
    Object load() {
      return ServiceLoader.load(Runnable.class);
    }
  }

  static final class Names {
    Object load() throws ClassNotFoundException {
      return Class.forName("java.lang.String");
    }
  }
}
