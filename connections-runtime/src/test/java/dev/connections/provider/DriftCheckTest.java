package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionsConfiguration;
import dev.connections.DriftCheck;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.internal.configuration.ConfigurationLoader;
import dev.connections.internal.drift.LibraryJars;
import dev.connections.spi.registry.ConnectionTypeSource;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a provider does about libraries that are there and not included. */
@Timeout(20)
class DriftCheckTest {

  @TempDir private Path folder;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final List<URLClassLoader> loaders = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final FakeSystem system = new FakeSystem();

  @BeforeEach
  void putALibraryIntoReachOfTheThread() throws IOException {
    Thread.currentThread()
        .setContextClassLoader(
            loader(FakeTypes.class.getClassLoader(), "lib.jar", LibraryJars.resource("lib.A")));
  }

  @AfterEach
  void takeItAway() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }

  private URLClassLoader loader(ClassLoader parent, String jar, String resource)
      throws IOException {
    URLClassLoader loader =
        LibraryJars.loader(parent, LibraryJars.jar(folder.resolve(jar), resource));
    loaders.add(loader);
    return loader;
  }

  private ConnectionProviderBuilder builder(ConnectionsConfiguration configuration) {
    return Connections.builder().configuration(configuration).types(new FakeTypes(system));
  }

  private void inspect(ConnectionsConfiguration configuration, ConnectionTypeSource... sources) {
    new DriftInspection(List.of(sources), warnings::add)
        .inspect(configuration, ConfigurationLoader.load(configuration));
  }

  @Test
  void nothingIsComparedUnlessItIsAskedFor() {
    assertThat(Yaml.lazy("a").driftCheck()).isEqualTo(DriftCheck.OFF);
    assertThatCode(() -> builder(Yaml.lazy("a")).open().close()).doesNotThrowAnyException();

    inspect(Yaml.lazy("a"), new FakeTypes(system));

    assertThat(warnings).isEmpty();
  }

  @Test
  void failingIsToldTogetherWithEverythingElseThatIsWrong() {
    ConnectionProviderBuilder builder =
        builder(Yaml.connections("a: { type: Fakes }\n").driftCheck(DriftCheck.FAIL));

    assertThatThrownBy(builder::open)
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageStartingWith("[configuration] test.yaml: 2 problems\n")
        .hasMessageContainingAll(
            "connections.a.type",
            "\n  class path  the library registry lib.A is there, in ",
            "lib.jar",
            "; hint: include it with @ConnectionRegistry(include = {…, lib.A.class})");
    assertThat(system.handles).isEmpty();
  }

  @Test
  void verifyingFindsDriftToo() {
    ConnectionProviderBuilder builder = builder(Yaml.lazy("a").driftCheck(DriftCheck.FAIL));

    assertThatThrownBy(builder::verify)
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("lib.A.class");
  }

  @Test
  void whatIsLeftOutOnPurposeOrIncludedDoesNotFail() {
    assertThatCode(
            () -> builder(Yaml.lazy("a").driftCheck(DriftCheck.FAIL, "lib.A")).open().close())
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                builder(Yaml.lazy("a").driftCheck(DriftCheck.FAIL))
                    .types(registries(before, "shop.ConnectionTypes", "lib.A"))
                    .open()
                    .close())
        .doesNotThrowAnyException();
  }

  @Test
  void aWarningIsOneMessageThatListsEverything() throws IOException {
    ClassLoader more =
        loader(
            loader(
                Thread.currentThread().getContextClassLoader(),
                "more.jar",
                LibraryJars.resource("lib.B")),
            "broken.jar",
            "registry=\nformat=1\n");
    Thread.currentThread().setContextClassLoader(more);

    inspect(Yaml.lazy("a").driftCheck(DriftCheck.WARN), new FakeTypes(system));

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).lines())
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).contains("lib.A.class"))
        .anySatisfy(line -> assertThat(line).contains("lib.B.class"))
        .anySatisfy(line -> assertThat(line).contains("broken.jar: registry = \"\" is not"));
    assertThatCode(() -> builder(Yaml.lazy("a").driftCheck(DriftCheck.WARN)).open().close())
        .doesNotThrowAnyException();
  }

  @Test
  void aBrokenResourceIsWarnedOfAndFailsNothing() throws IOException {
    Thread.currentThread()
        .setContextClassLoader(loader(before, "broken.jar", "registry=\nformat=1\n"));
    ConnectionsConfiguration configuration = Yaml.lazy("a").driftCheck(DriftCheck.FAIL);

    assertThatCode(() -> builder(configuration).open().close()).doesNotThrowAnyException();
    inspect(configuration, new FakeTypes(system));

    assertThat(warnings).singleElement().asString().contains("broken.jar");
  }

  @Test
  void theLibrariesOfTheSourcesOwnClassLoaderCountWhateverTheThreadHas() throws IOException {
    ClassLoader ofSource = loader(before, "of-source.jar", LibraryJars.resource("lib.B"));
    Thread.currentThread().setContextClassLoader(null);

    inspect(Yaml.lazy("a").driftCheck(DriftCheck.WARN), registries(ofSource, "shop.Types"));

    assertThat(warnings).singleElement().asString().contains("lib.B.class", "(shop.Types)");
  }

  @Test
  void aThreadWithAForeignClassLoaderAddsNothing() throws IOException {
    ClassLoader ofSource = loader(before, "of-source.jar", LibraryJars.resource("lib.B"));

    inspect(Yaml.lazy("a").driftCheck(DriftCheck.WARN), registries(ofSource, "shop.Types"));

    assertThat(warnings).singleElement().asString().contains("lib.B").doesNotContain("lib.A");
  }

  @Test
  void withoutAnyTypesTheThreadsClassLoaderCounts() {
    inspect(Yaml.lazy("a").driftCheck(DriftCheck.WARN));

    assertThat(warnings).singleElement().asString().contains("lib.A.class", "in use (none)");
  }

  @Test
  void theCheckSurvivesWhatIsAddedToTheConfiguration() {
    ConnectionsConfiguration configuration =
        Yaml.lazy("a")
            .driftCheck(DriftCheck.WARN, "lib.A")
            .and(Path.of("more.yaml"))
            .profile("test")
            .environment(Map.of())
            .systemProperties(new Properties())
            .with("connections.a.url", "fake://b")
            .secretResolver(key -> Optional.empty());

    assertThat(configuration.driftCheck()).isEqualTo(DriftCheck.WARN);
    assertThat(configuration.leftOutRegistries()).containsExactly("lib.A");
  }

  /** A source without types, of a class that belongs to a class loader. */
  private static ConnectionTypeSource registries(ClassLoader loader, String... registries) {
    return (ConnectionTypeSource)
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {ConnectionTypeSource.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "types" -> List.of();
                  case "registries" -> List.of(registries);
                  case "hashCode" -> System.identityHashCode(self);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
