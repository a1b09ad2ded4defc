package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Builds;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.MadeSources;
import dev.connections.processor.testkit.TestCompiler;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Registries of libraries that know nothing of each other, and are called alike. */
class AlikeNamedRegistriesTest {

  @TempDir private Path directory;

  private Object openAll(TestCompiler compiler, MadeSources application, MadeSources... libraries)
      throws Exception {
    Builds builds = new Builds(compiler, directory, true);
    for (int i = 0; i < libraries.length; i++) {
      builds.build("library" + i, libraries[i]);
    }
    application.add(
        "Probe",
        """
        import dev.connections.spi.registry.ConnectionTypeSource;
        import java.util.ArrayList;
        import java.util.List;

        public final class Probe {
          public static List<Object> factories() {
            ConnectionTypeSource source = ConnectionTypes.source(%s);
            List<Object> factories = new ArrayList<>();
            source.types().forEach(type -> factories.add(source.factory(type).getClass().getName()));
            return factories;
          }
        }
        """
            .formatted(
                application.sources().containsKey("shop/FourType.java") ? "() -> null" : ""));
    Compiled compiled = builds.build("application", application);
    try (URLClassLoader loader = compiled.loader(builds.path())) {
      return loader.loadClass("shop.Probe").getMethod("factories").invoke(null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void registriesOfTwoPackagesMayHaveOneSimpleName(TestCompiler compiler) throws Exception {
    assertThat(
            openAll(
                compiler,
                MadeSources.application(
                    "shop", "include = {one.LibTypes.class, two.LibTypes.class}"),
                MadeSources.library("one", "LibTypes").type(1, "One"),
                MadeSources.library("two", "LibTypes").type(2, "Two")))
        .isEqualTo(List.of("one.OneFactory", "two.TwoFactory"));
  }

  @ParameterizedTest
  @EnumSource
  void aRegistryMayBeCalledLikeThePackageOfAnotherOne(TestCompiler compiler) throws Exception {
    assertThat(
            openAll(
                compiler,
                MadeSources.application(
                    "shop",
                    "include = {one.Shared.class, Shared.Shared.class, Shared.deep.Lib.class}"),
                MadeSources.library("one", "Shared").type(1, "One"),
                MadeSources.library("Shared", "Shared").type(2, "Two"),
                MadeSources.library("Shared.deep", "Lib").type(3, "Three")))
        .isEqualTo(List.of("one.OneFactory", "Shared.TwoFactory", "Shared.deep.ThreeFactory"));
  }

  @ParameterizedTest
  @EnumSource
  void registriesMayBeCalledLikeWhatIsGenerated(TestCompiler compiler) throws Exception {
    assertThat(
            openAll(
                compiler,
                MadeSources.application(
                        "shop",
                        "include = {one.Types.class, two.Source.class, three.Classes.class}")
                    .type(4, "LinkedToTypes"),
                MadeSources.library("one", "Types").type(1, "One"),
                MadeSources.library("two", "Source").type(2, "Two"),
                MadeSources.library("three", "Classes").type(3, "Three")))
        .isEqualTo(
            List.of(
                "one.OneFactory",
                "two.TwoFactory",
                "three.ThreeFactory",
                "shop.LinkedToTypesFactory"));
  }

  @ParameterizedTest
  @EnumSource
  void packagesMayBeCalledLikeParametersAndFields(TestCompiler compiler) throws Exception {
    // A registry with a name that generated code uses itself is written with its package.
    assertThat(
            openAll(
                compiler,
                MadeSources.application(
                        "shop",
                        "include = {clock.Types.class, types.Source.class, source.Types.class}")
                    .type(4, "Four", "source.Clock clock"),
                MadeSources.library("clock", "Types").type(1, "One"),
                MadeSources.library("types", "Source").type(2, "Two"),
                MadeSources.library("source", "Types")
                    .type(3, "Three")
                    .add("Clock", "public final class Clock {}")))
        .isEqualTo(
            List.of(
                "clock.OneFactory", "types.TwoFactory", "source.ThreeFactory", "shop.FourFactory"));
  }

  @ParameterizedTest
  @EnumSource
  void namesMayDifferInWhatConstantsDoNotShow(TestCompiler compiler) throws Exception {
    assertThat(
            openAll(
                compiler,
                MadeSources.application(
                    "shop", "include = {one.LibTypes.class, two.Lib_Types.class}"),
                MadeSources.library("one", "LibTypes").type(1, "One"),
                MadeSources.library("two", "Lib_Types").type(2, "Two")))
        .isEqualTo(List.of("one.OneFactory", "two.TwoFactory"));
  }

  @ParameterizedTest
  @EnumSource
  void namesMayBeKeywordsInSmallLetters(TestCompiler compiler) throws Exception {
    assertThat(
            openAll(
                compiler,
                MadeSources.application("shop", "include = one.New.class"),
                MadeSources.library("one", "New").type(1, "One")))
        .isEqualTo(List.of("one.OneFactory"));
  }
}
