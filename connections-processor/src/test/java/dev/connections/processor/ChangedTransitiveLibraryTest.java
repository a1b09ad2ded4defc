package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.failure.RegistryLinkError;
import dev.connections.processor.testkit.Builds;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.MadeSources;
import dev.connections.processor.testkit.TestCompiler;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library that changes behind the one that an application includes. */
class ChangedTransitiveLibraryTest {

  @TempDir private Path directory;
  private Builds builds;
  private Compiled application;

  private static MadeSources base() {
    return MadeSources.library("base", "BaseTypes").type(7, "Base");
  }

  private static MadeSources middle(String... adjustments) {
    String include = "include = base.BaseTypes.class";
    return adjustments.length == 0
        ? MadeSources.library("middle", "MiddleTypes", include)
        : MadeSources.library("middle", "MiddleTypes", include, adjustments[0]);
  }

  private static String listedAs(int id) {
    return "ids = @TypeId(registry = base.BaseTypes.class, name = \"Base\", id = " + id + ")";
  }

  private static MadeSources shop(String... adjustments) {
    String include = "include = middle.MiddleTypes.class";
    return (adjustments.length == 0
            ? MadeSources.application("shop", include)
            : MadeSources.application("shop", include, adjustments[0]))
        .add(
            "Probe",
            """
            public final class Probe {
              public static String use() {
                return ConnectionTypes.BASE
                    + " " + ConnectionTypes.source().id(ConnectionTypes.BASE)
                    + " " + ConnectionTypes.getById(7);
              }
            }
            """);
  }

  @BeforeEach
  void compileAgainstTheFirstVersions() {
    builds = new Builds(TestCompiler.JAVAC, directory, true);
    builds.build("base", base());
    builds.build("middle", middle());
    application = builds.build("shop", shop());
  }

  private Object use() throws Throwable {
    try (URLClassLoader loader = application.loader(builds.path())) {
      return loader.loadClass("shop.Probe").getMethod("use").invoke(null);
    } catch (java.lang.reflect.InvocationTargetException wrapped) {
      throw wrapped.getCause();
    }
  }

  @Test
  void theLibraryThatIncludesItHasToBeRecompiled() {
    builds.build("base", base().change("BaseType", "id = 7", "id = 9"));

    assertThatThrownBy(this::use)
        .isInstanceOf(RegistryLinkError.class)
        .hasMessageStartingWith(
            "[registry-link] middle.MiddleTypes: it was compiled against another version of"
                + " base.BaseTypes than the one that is there\n  'Base' has changed")
        .hasMessageContaining("Recompile what has middle.MiddleTypes against the library");
  }

  @Test
  void ifItHasBeenTheApplicationHasToBe() {
    builds.build("base", base().change("BaseType", "id = 7", "id = 9"));
    builds.build("middle", middle());

    assertThatThrownBy(this::use)
        .isInstanceOf(RegistryLinkError.class)
        .hasMessageStartingWith("[registry-link] shop.ConnectionTypes: it was compiled")
        .hasMessageContaining("another version of middle.MiddleTypes");
  }

  @Test
  void whatIsAddedBehindChangesNothing() throws Throwable {
    builds.build("base", base().type(8, "Added"));
    assertThat(use()).isEqualTo("Base 7 Base");
    builds.build("middle", middle());
    assertThat(use()).isEqualTo("Base 7 Base");
  }

  @Test
  void anotherIdOfItsOwnIsToldEvenIfTheLibraryInBetweenGivesItThatOfBefore() throws Throwable {
    builds.build("middle", middle(listedAs(107)));
    application =
        builds.build("shop", shop(listedAs(7).replace("base.BaseTypes", "middle.MiddleTypes")));
    assertThat(use()).isEqualTo("Base 7 Base");

    builds.build("base", base().change("BaseType", "id = 7", "id = 9"));
    builds.build("middle", middle(listedAs(107)));

    assertThatThrownBy(this::use)
        .isInstanceOf(RegistryLinkError.class)
        .hasMessageContaining("'Base' has changed");
  }
}
