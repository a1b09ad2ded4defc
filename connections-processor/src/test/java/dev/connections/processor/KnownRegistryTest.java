package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Builds;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.MadeSources;
import dev.connections.processor.testkit.TestCompiler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A registry of this project that is there, and not included. */
class KnownRegistryTest {

  private static final String PASTED = "include = {SqlConnectionTypes.class}";

  @TempDir private Path directory;

  private static MadeSources sql() {
    return MadeSources.library("dev.connections.sql", "SqlConnectionTypes").type(10, "PostgreSql");
  }

  private Builds builds(TestCompiler compiler) {
    Builds builds = new Builds(compiler, directory, true);
    builds.build("sql", sql());
    return builds;
  }

  @ParameterizedTest
  @EnumSource
  void theNoteOffersALineThatCompilesInSilence(TestCompiler compiler) {
    Builds builds = builds(compiler);
    Compiled noted = builds.compile(MadeSources.application("shop"));
    assertThat(noted.success()).isTrue();
    assertThat(noted.report()).containsOnlyOnce("CONN-216").contains(PASTED);

    builds.build(
        "shop",
        MadeSources.application("shop", PASTED)
            .change("Root", "import ", "import dev.connections.sql.SqlConnectionTypes;\nimport "));
  }

  /** An outsider: the note said "include = …", though the processor knew what the set needs. */
  @ParameterizedTest
  @EnumSource
  void aSetWithoutARegistryIsToldWhichOneItNeeds(TestCompiler compiler) {
    Compiled compiled =
        builds(compiler)
            .compile(
                new MadeSources("shop")
                    .add(
                        "Shop",
                        """
                        @dev.connections.annotations.ConnectionSet
                        public interface Shop {
                          @dev.connections.annotations.ConnectionName("orders-db")
                          dev.connections.sql.MadeConnection orders();
                        }
                        """));

    assertThat(compiled.success()).isTrue();
    assertThat(compiled.report())
        .containsOnlyOnce("CONN-313")
        .contains(
            "add to this compilation: @ConnectionRegistry(include ="
                + " {dev.connections.sql.SqlConnectionTypes.class}) final class App {}")
        .doesNotContain("CONN-216");
  }

  @ParameterizedTest
  @EnumSource
  void theOptionSilencesIt(TestCompiler compiler) {
    Compiled compiled =
        builds(compiler)
            .compile(MadeSources.application("shop"), "-Aconnections.suggestions=false");
    assertThat(compiled.success()).isTrue();
    assertThat(compiled.report()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void librariesAreNotToldAndWhoIncludesItThroughThemIsNotEither(TestCompiler compiler) {
    Builds builds = builds(compiler);
    builds.build("aside", MadeSources.library("aside", "AsideTypes").type(7, "Aside"));
    builds.build(
        "lib",
        MadeSources.library(
            "lib", "LibTypes", "include = dev.connections.sql.SqlConnectionTypes.class"));
    builds.build("shop", MadeSources.application("shop", "include = lib.LibTypes.class"));
  }

  @Test
  void whatAModuleDoesNotReadIsNotOffered() {
    Builds builds = Builds.ofModules(directory);
    builds.build(
        "sql",
        sql()
            .module(
                """
                module dev.connections.sql {
                  requires transitive dev.connections.runtime;
                  requires transitive jakarta.inject;
                  exports dev.connections.sql;
                }
                """));
    String reading = "module shop { requires dev.connections.runtime; requires jakarta.inject; ";
    String[] present = {"--add-modules", "dev.connections.sql"};

    MadeSources asked = MadeSources.application("shop").type(7, "Shop");
    assertThat(builds.compile(asked.module(reading + "}"), present).report())
        .as("asked for")
        .doesNotContain("CONN-216");
    MadeSources unasked = new MadeSources("shop").type(7, "Shop");
    assertThat(builds.compile(unasked.module(reading + "}"), present).report())
        .as("not asked for")
        .doesNotContain("CONN-216");

    for (MadeSources sources : new MadeSources[] {asked, unasked}) {
      assertThat(
              builds
                  .compile(sources.module(reading + "requires dev.connections.sql; }"), present)
                  .report())
          .as("read")
          .containsOnlyOnce("CONN-216");
    }
  }
}
