package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A library needs a class of another one, which is not on the class path. */
class MissingClassTest {

  private static final String TYPE =
      """
      package shop;

      import acme.AcmeConfiguration;
      import acme.AcmeConnection;
      import dev.connections.annotations.ConnectionType;
      import dev.connections.spi.ConnectionTypeBase;

      @ConnectionType(id = 7, name = "Shop", category = "Other")
      final class ShopType
          extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, lib.LibFactory> {}
      """;

  private static final String FACTORY =
      """
      package lib;

      import acme.AcmeConfiguration;
      import acme.AcmeConnection;
      import dev.connections.spi.ConnectionContext;
      import dev.connections.spi.ConnectionFactory;

      public class LibFactory EXTENDS implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {
        public LibFactory(PARAMETER) {}

        @Override
        public AcmeConnection create(ConnectionContext<AcmeConfiguration> context) {
          throw new UnsupportedOperationException();
        }
      }
      """;

  @TempDir private Path directory;

  private Compiled compile(TestCompiler compiler, String extending, String parameter)
      throws IOException {
    Map<String, String> sources = new TreeMap<>(Sources.support());
    sources.put("gone/Gone.java", "package gone; public class Gone {}");
    sources.put(
        "lib/LibFactory.java",
        FACTORY.replace("EXTENDS", extending).replace("PARAMETER", parameter));
    Path library =
        new Compiler(TestCompiler.JAVAC, directory.resolve("library")).compile(sources).classes();
    Files.delete(library.resolve("gone/Gone.class"));
    return new Compiler(compiler, directory.resolve("application"))
        .with(library)
        .compile(Map.of("shop/ShopType.java", TYPE));
  }

  /** javac leaves it to us; Eclipse's compiler gives up, and says why. */
  private static void assertThatItIsReported(Compiled compiled) {
    assertThat(compiled.success()).isFalse();
    assertThat(compiled.report()).contains("gone.Gone").doesNotContain("CONN-901");
  }

  @ParameterizedTest
  @EnumSource
  void aSuperclassThatIsMissingIsAnErrorAndNoBugOfOurs(TestCompiler compiler) throws IOException {
    assertThatItIsReported(compile(compiler, "extends gone.Gone", ""));
  }

  @ParameterizedTest
  @EnumSource
  void aParameterThatIsMissingIsAnErrorAndNoBugOfOurs(TestCompiler compiler) throws IOException {
    assertThatItIsReported(compile(compiler, "", "gone.Gone gone"));
  }

  @Test
  void itIsSaidWhatIsMissing() throws IOException {
    assertThat(compile(TestCompiler.JAVAC, "", "gone.Gone gone").report())
        .startsWith(
            """
            error ShopType.java:9
            CONN-125: ShopType cannot be opened by the registry: a library that it is made of needs \
            gone.Gone, which is not there.
              Fix: add the library that has gone.Gone to the dependencies of this compilation
              See: META-INF/connections/errors.md in the processor's jar
            """);
  }
}
