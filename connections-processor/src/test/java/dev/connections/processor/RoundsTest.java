package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Types that other processors generate, or need; and the order in which things come. */
class RoundsTest {

  private static final String TYPE =
      """
      package shop;

      import acme.AcmeConfiguration;
      import acme.AcmeConnection;
      import dev.connections.annotations.ConnectionType;
      import dev.connections.spi.ConnectionTypeBase;

      @ConnectionType(id = 7, name = "Early", category = "Other")
      final class EarlyType
          extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, FACTORY> {}
      """;

  private static final String GENERATED_FACTORY =
      """
      package shop;

      import acme.AcmeConfiguration;
      import acme.AcmeConnection;
      import dev.connections.spi.ConnectionContext;
      import dev.connections.spi.ConnectionFactory;

      final class GeneratedFactory implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {
        @Override
        public AcmeConnection create(ConnectionContext<AcmeConfiguration> context) {
          throw new UnsupportedOperationException();
        }
      }
      """;

  @TempDir private Path directory;

  private static Map<String, String> sources(String factory) {
    Map<String, String> sources = new TreeMap<>(Sources.support());
    sources.put("shop/EarlyType.java", TYPE.replace("FACTORY", factory));
    return sources;
  }

  @ParameterizedTest
  @EnumSource
  void aFactoryThatAnotherProcessorGeneratesIsWaitedFor(TestCompiler compiler) {
    Compiled compiled =
        new Compiler(compiler, directory)
            .and(new GeneratingProcessor("shop.GeneratedFactory", GENERATED_FACTORY))
            .compile(sources("GeneratedFactory"));
    assertThat(compiled.report()).isEmpty();
    assertThat(compiled.success()).as(compiled.output()).isTrue();
    assertThat(compiled.generated("shop/ConnectionTypes.java"))
        .contains("case 7 -> new GeneratedFactory()");
  }

  private static final String LATE_TYPE =
      TYPE.replace("FACTORY", "acme.AcmeConnectionFactory")
          .replace("Early", "Late")
          .replace("id = 7", "id = 8");

  @ParameterizedTest
  @EnumSource
  void aTypeThatIsGeneratedAfterTheRegistryIsAnError(TestCompiler compiler) {
    Compiled compiled =
        new Compiler(compiler, directory)
            .and(new GeneratingProcessor("shop.LateType", LATE_TYPE))
            .compile(sources("acme.AcmeConnectionFactory"));
    assertThat(compiled.report())
        .isEqualTo(
            """
            error LateType.java:9
            CONN-208: shop.LateType was generated after the registry had been written.
              Fix: declare it in source, or in a module of its own with a registry that this one \
            includes
              See: META-INF/connections/errors.md in the processor's jar
            """);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsGeneratedMayBeMentionedInSignatures(TestCompiler compiler) {
    Map<String, String> sources = sources("acme.AcmeConnectionFactory");
    sources.computeIfPresent(
        "shop/EarlyType.java",
        (path, text) ->
            text.replace(
                "{}",
                "{ ConnectionTypes types(acme.AcmeConfigurationBinder binder) { return null; } }"));
    Compiled compiled = new Compiler(compiler, directory).compile(sources);
    assertThat(compiled.report()).isEmpty();
    assertThat(compiled.success()).as(compiled.output()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsAnnouncedWhereNothingIsMissing(TestCompiler compiler) {
    Map<String, String> missing =
        new Compiler(compiler, directory.resolve("missing"))
            .and(new GeneratingProcessor("shop.GeneratedFactory", GENERATED_FACTORY))
            .compile(sources("GeneratedFactory"))
            .generated();
    assertThat(missing).containsKey("shop/EarlyTypeAwaited.java");
    Map<String, String> complete =
        new Compiler(compiler, directory.resolve("complete"))
            .compile(sources("acme.AcmeConnectionFactory"))
            .generated();
    assertThat(complete.keySet())
        .contains("shop/ConnectionTypes.java")
        .noneMatch(path -> path.contains("Awaited"));
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfTheSourcesDoesNotMatter(TestCompiler compiler) {
    Map<String, String> sources = new TreeMap<>(Sources.support());
    sources.putAll(Sources.in(Sources.folder("good/application")));
    Map<String, String> first = null;
    for (int seed = 0; seed < 4; seed++) {
      List<String> paths = new ArrayList<>(sources.keySet());
      Collections.shuffle(paths, new Random(seed));
      Map<String, String> shuffled = new LinkedHashMap<>();
      paths.forEach(path -> shuffled.put(path, sources.get(path)));
      Map<String, String> generated =
          new Compiler(compiler, directory.resolve("shuffled" + seed))
              .compile(shuffled)
              .generated();
      first = first == null ? generated : first;
      assertThat(generated).isNotEmpty().isEqualTo(first);
      assertThat(generated.values()).noneMatch(text -> text.contains("\r"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBugOfTheProcessorIsOneErrorThatAsksToReportIt(TestCompiler compiler) {
    Compiled compiled =
        new Compiler(compiler, directory)
            .insteadOfOurs(new BrokenEnvironmentProcessor())
            .compile(sources("acme.AcmeConnectionFactory"));
    assertThat(compiled.report())
        .startsWith(
            """
            error nowhere
            CONN-901: The processor of Connections failed: java.lang.IllegalStateException: no filer
              Fix: this is a bug in the processor, not in your code; please report it with this \
            trace:
            """)
        .contains("at dev.connections.processor.")
        .doesNotContain("\nerror ");
  }
}
