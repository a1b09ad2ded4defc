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
import org.junit.jupiter.params.provider.CsvSource;

/** A registry that includes two others, which both include a fourth. */
class TransitiveRegistryTest {

  private static final String PROBE =
      """
      import dev.connections.ConnectionTypeDescriptor;
      import dev.connections.spi.ConnectionFactory;
      import dev.connections.spi.registry.ConnectionTypeSource;
      import java.time.Clock;
      import java.util.ArrayList;
      import java.util.List;

      public final class Probe {
        public static List<Object> constants() {
          ConnectionTypeDescriptor<base.MadeConnection, base.MadeConfiguration> clocked =
              ConnectionTypes.CLOCKED;
          return List.of(
              ConnectionTypes.all(),
              clocked == base.BaseTypes.CLOCKED,
              ConnectionTypes.CLOCKED == left.LeftTypes.CLOCKED,
              ConnectionTypes.CLOCKED == right.RightTypes.CLOCKED,
              ConnectionTypes.LEFT == left.LeftTypes.LEFT,
              ConnectionTypes.RIGHT == right.RightTypes.RIGHT,
              ConnectionTypes.getById(1) == base.BaseTypes.CLOCKED,
              ConnectionTypes.getByName("Clocked") == base.BaseTypes.CLOCKED,
              ConnectionTypes.getByCategory("Made").size());
        }

        public static List<Object> factories() {
          int[] asked = new int[2];
          ConnectionTypeSource source =
              ConnectionTypes.source(
                  () -> {
                    asked[0]++;
                    return Clock.systemUTC();
                  },
                  () -> {
                    asked[1]++;
                    return Clock.systemUTC();
                  });
          List<Object> seen = new ArrayList<>();
          for (ConnectionTypeDescriptor<?, ?> type : source.types()) {
            ConnectionFactory<?, ?> factory = source.factory(type);
            seen.add(factory.getClass().getName());
            seen.add(factory == source.factory(type));
            seen.add(source.binder(type).getClass().getName());
          }
          seen.add(asked[0] + " " + asked[1]);
          return seen;
        }

        public static List<String> registries() {
          return ConnectionTypes.source(null, null).registries();
        }
      }
      """;

  @TempDir private Path directory;

  private static MadeSources base() {
    return MadeSources.library("base", "BaseTypes")
        .type(
            1,
            "Clocked",
            "java.time.Clock clock",
            "@jakarta.inject.Named(\"b\") java.time.Clock b");
  }

  private static MadeSources side(String name, String type, int id) {
    return MadeSources.library(name, type + "Types", "include = base.BaseTypes.class")
        .type(id, type, "@jakarta.inject.Named(\"b\") java.time.Clock b");
  }

  private static Compiled application(Builds builds) {
    builds.build("base", base());
    builds.build("left", side("left", "Left", 2));
    builds.build("right", side("right", "Right", 3));
    MadeSources application =
        MadeSources.application("shop", "include = {left.LeftTypes.class, right.RightTypes.class}");
    return builds.build("shop", application.add("Probe", PROBE));
  }

  private static Object probe(Builds builds, String method) throws Exception {
    Compiled application = application(builds);
    try (URLClassLoader loader = application.loader(builds.path())) {
      return loader.loadClass("shop.Probe").getMethod(method).invoke(null);
    }
  }

  @ParameterizedTest
  @CsvSource({"JAVAC,false", "JAVAC,true", "ECJ,false", "ECJ,true"})
  void eachTypeIsListedOnceAndConstantsAreThoseOfItsOwner(TestCompiler compiler, boolean jars)
      throws Exception {
    assertThat(probe(new Builds(compiler, directory, jars), "constants"))
        .hasToString("[[Clocked, Left, Right], true, true, true, true, true, true, true, 3]");
  }

  @ParameterizedTest
  @CsvSource({"JAVAC,false", "JAVAC,true", "ECJ,false", "ECJ,true"})
  void eachFactoryIsMadeOnceAndADependencyIsOneParameter(TestCompiler compiler, boolean jars)
      throws Exception {
    assertThat(probe(new Builds(compiler, directory, jars), "factories"))
        .isEqualTo(
            List.of(
                "base.ClockedFactory",
                true,
                "base.MadeConfigurationBinder",
                "left.LeftFactory",
                true,
                "left.MadeConfigurationBinder",
                "right.RightFactory",
                true,
                "right.MadeConfigurationBinder",
                // The qualified clock is asked for once by each of the three factories.
                "3 1"));
  }

  @ParameterizedTest
  @CsvSource({"JAVAC,true", "ECJ,true"})
  void theOrderInWhichAQualifierIsWrittenMakesNoOtherParameter(
      TestCompiler compiler, boolean jars) {
    Builds builds = new Builds(compiler, directory, jars);
    builds.build(
        "base",
        MadeSources.library("base", "BaseTypes")
            .add(
                "Marked",
                "import java.lang.annotation.*;\n@jakarta.inject.Qualifier"
                    + " @Retention(RetentionPolicy.RUNTIME) public @interface Marked {"
                    + " String a(); int b(); }")
            .type(1, "Base", "@Marked(a = \"x\", b = 2) String text"));

    Compiled application =
        builds.build(
            "shop",
            MadeSources.application("shop", "include = base.BaseTypes.class")
                .type(2, "Shop", "@base.Marked(b = 2, a = \"x\") String text"));

    assertThat(application.generated("shop/ConnectionTypes.java"))
        .containsOnlyOnce("@Marked(a = \"x\", b = 2)")
        .doesNotContain("@Marked(b");
  }

  @ParameterizedTest
  @CsvSource({"JAVAC,false", "JAVAC,true", "ECJ,false", "ECJ,true"})
  void theSourceTellsEveryRegistryBehindItOnce(TestCompiler compiler, boolean jars)
      throws Exception {
    assertThat(probe(new Builds(compiler, directory, jars), "registries"))
        .isEqualTo(
            List.of(
                "shop.ConnectionTypes", "base.BaseTypes", "left.LeftTypes", "right.RightTypes"));
  }

  @ParameterizedTest
  @CsvSource({"JAVAC,false", "JAVAC,true", "ECJ,false", "ECJ,true"})
  void whatIsIncludedAsWellThroughAnotherOneIsNoMistake(TestCompiler compiler, boolean jars)
      throws Exception {
    Builds builds = new Builds(compiler, directory, jars);
    application(builds);
    Compiled both =
        builds.build(
            "both",
            MadeSources.application(
                    "both", "include = {base.BaseTypes.class, left.LeftTypes.class}")
                .add(
                    "Probe",
                    PROBE
                        .replace("right.RightTypes.RIGHT", "left.LeftTypes.LEFT")
                        .replace("ConnectionTypes.RIGHT", "ConnectionTypes.LEFT")));
    try (URLClassLoader loader = both.loader(builds.path())) {
      assertThat(loader.loadClass("both.Probe").getMethod("constants").invoke(null))
          .hasToString("[[Clocked, Left], true, true, true, true, true, true, true, 2]");
    }
  }
}
