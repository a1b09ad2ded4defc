package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dagger.internal.codegen.ComponentProcessor;
import dev.connections.processor.testkit.ClassPath;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated module in a component of the same compilation. */
class DaggerTest {

  private static final String COMPONENT =
      """
      package shop;

      import dagger.BindsInstance;
      import dagger.Component;
      import dev.connections.ConnectionProvider;
      import dev.connections.ConnectionsConfiguration;
      import dev.connections.spi.registry.ConnectionTypeSource;
      import jakarta.inject.Named;
      import jakarta.inject.Singleton;
      import java.time.Clock;
      import java.util.List;
      import java.util.Set;

      @Singleton
      @Component(modules = ConnectionTypesModule.class)
      public interface AppComponent {
        AppConnections connections();

        ConnectionProvider provider();

        Set<ConnectionTypeSource> sources();

        @Component.Factory
        interface Factory {
          AppComponent create(
              @BindsInstance ConnectionsConfiguration configuration,
              @BindsInstance Clock clock,
              @BindsInstance @Named("audit") Clock auditClock,
              @BindsInstance List<String> regions);
        }

        static int countTypes() {
          AppComponent component =
              DaggerAppComponent.factory()
                  .create(
                      ConnectionsConfiguration.ofText("test", "connections: {}"),
                      Clock.systemUTC(),
                      Clock.systemUTC(),
                      List.of());
          int types = 0;
          for (ConnectionTypeSource source : component.sources()) {
            types += source.types().size();
            source.types().forEach(source::factory);
          }
          return types;
        }
      }
      """;

  @TempDir private Path directory;

  private static Map<String, String> application() {
    Map<String, String> sources = new TreeMap<>(Sources.support());
    sources.putAll(Sources.in(Sources.folder("good/application")));
    sources.put("shop/AppComponent.java", COMPONENT);
    return sources;
  }

  private Compiler compiler(boolean daggerFirst) {
    Compiler compiler = new Compiler(TestCompiler.JAVAC, directory);
    return daggerFirst
        ? compiler.after(new ComponentProcessor())
        : compiler.and(new ComponentProcessor());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aComponentUsesTheGeneratedModuleWhicheverProcessorIsFirst(boolean daggerFirst)
      throws Exception {
    Compiled compiled = compiler(daggerFirst).compile(application());
    assertThat(compiled.report()).isEmpty();
    try (URLClassLoader loader = compiled.loader()) {
      assertThat(loader.loadClass("shop.AppComponent").getMethod("countTypes").invoke(null))
          .isEqualTo(2);
    }
  }

  @Test
  void theNameOfASetMayBeAKeywordInSmallLetters() {
    Map<String, String> sources = application();
    sources.put(
        "shop/Default.java",
        """
        package shop;
        @dev.connections.annotations.ConnectionSet
        public interface Default {}
        """);
    Compiled compiled = compiler(false).compile(sources);
    assertThat(compiled.report()).isEmpty();
    assertThat(compiled.generated("shop/ConnectionTypesModule.java"))
        .contains("static Default default2(");
  }

  /** In round 2 as an answer to what somebody generated in round 1: that is why there is one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFactoryThatAnotherProcessorGeneratesIsWaitedForBesideDagger(int round) {
    Map<String, String> sources = application();
    sources.computeIfPresent(
        "shop/PlainConnectionType.java",
        (path, text) ->
            text.replace("import acme.AcmeConnectionFactory;\n", "")
                .replace("AcmeConnectionFactory", "GeneratedFactory"));
    String factory =
        Sources.support()
            .getOrDefault("acme/AcmeConnectionFactory.java", "")
            .replace("package acme;", "package shop;\nimport acme.*;")
            .replace("AcmeConnectionFactory", "GeneratedFactory");
    Compiled compiled =
        compiler(false)
            .and(new GeneratingProcessor("shop.First", "package shop; class First {}"))
            .and(new GeneratingProcessor("shop.GeneratedFactory", factory, round))
            .compile(sources);
    assertThat(compiled.report()).isEmpty();
    assertThat(compiled.success()).as(compiled.output()).isTrue();
    assertThat(compiled.generated("shop/ConnectionTypes.java")).contains("new GeneratedFactory()");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ourErrorsAreTheOnlyOnes(boolean daggerFirst) {
    Map<String, String> sources = application();
    sources.computeIfPresent(
        "shop/PlainConnectionType.java", (path, text) -> text.replace("id = 20", "id = 10"));
    sources.computeIfPresent(
        "shop/AppConnections.java",
        (path, text) -> text.replace("AcmeConnection stock()", "AcmeConnection stock(int shard)"));
    assertThat(compiler(daggerFirst).compile(sources).report())
        .isEqualTo(
            """
            error AppConnections.java:13
            CONN-304: The accessor stock of shop.AppConnections has parameters.
              Fix: remove them: a connection is chosen by @ConnectionName alone
              See: META-INF/connections/errors.md in the processor's jar

            error ClockedConnectionType.java:11
            CONN-120: Two connection types have the id 10: shop.PlainConnectionType and \
            shop.internal.ClockedConnectionType.
              Fix: give one of them another id
              See: META-INF/connections/errors.md in the processor's jar
            """);
  }

  @Test
  void withoutDaggerOnTheClassPathThereIsNoModule() {
    Map<String, String> sources = new TreeMap<>(Sources.support());
    sources.putAll(Sources.in(Sources.folder("good/library")));
    sources.computeIfPresent(
        "lib/LibraryRoot.java", (path, text) -> text.replace(", library = true", ""));
    Compiled compiled =
        new Compiler(TestCompiler.JAVAC, directory)
            .classPath(ClassPath.withoutDagger())
            .compile(sources);
    assertThat(compiled.report())
        .isEqualTo(
            """
            note LibraryRoot.java:5
            CONN-219: LibTypesModule is not generated, because Dagger is not visible to this compilation.
              Fix: if you use Dagger, add com.google.dagger:dagger to the dependencies, and \
            'requires dagger;' to a module-info.java; otherwise ignore this
              See: META-INF/connections/errors.md in the processor's jar
            """);
    assertThat(compiled.success()).isTrue();
    assertThat(compiled.generated("lib/LibTypes.java")).contains("ConnectionProvider open(");
    assertThat(compiled.generated().keySet()).noneMatch(path -> path.endsWith("Module.java"));
  }
}
