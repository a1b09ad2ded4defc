package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runtime as a named module, in a layer of its own that holds only what ships. */
@Timeout(30)
class NamedModuleTest {

  private static final List<String> SHIPPED =
      List.of(
          "connections-annotations",
          "connections-runtime",
          "jspecify",
          "slf4j",
          "dagger-2",
          "javax.inject",
          "jakarta.inject",
          "snakeyaml",
          "resilience4j",
          "opentelemetry-api",
          "opentelemetry-context",
          "opentelemetry-common");

  private final ModuleLayer layer = layer();

  private static ModuleLayer layer() {
    Path[] shipped =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("test-classes"))
            .filter(entry -> SHIPPED.stream().anyMatch(entry::contains))
            .map(Path::of)
            .toArray(Path[]::new);
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolveAndBind(
                ModuleFinder.of(shipped), ModuleFinder.of(), Set.of("dev.connections.runtime"));
    return ModuleLayer.boot()
        .defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    return layer.findLoader("dev.connections.runtime").loadClass(name);
  }

  @Test
  void aProviderOpensAndClosesInIt() throws Exception {
    Class<?> entry = load("dev.connections.provider.Connections");
    Class<?> source = load("dev.connections.ConnectionsConfiguration");
    Class<?> builder = load("dev.connections.provider.ConnectionProviderBuilder");

    Object configuration =
        source
            .getMethod("ofText", String.class, String.class)
            .invoke(null, "none.yaml", "connections: {}");
    Object gathered = entry.getMethod("builder").invoke(null);
    builder.getMethod("configuration", source).invoke(gathered, configuration);
    Object provider = builder.getMethod("open").invoke(gathered);

    Class<?> contract = load("dev.connections.ConnectionProvider");
    assertThat(contract.getModule().isNamed()).isTrue();
    assertThat(contract.getMethod("names").invoke(provider)).isEqualTo(List.of());
    contract.getMethod("close").invoke(provider);
  }

  @Test
  void theFactoryThatDaggerWroteLinksInIt() throws Exception {
    Class<?> factory = load("dev.connections.provider.ConnectionsModule_ProviderFactory");

    assertThat(factory.getModule().getName()).isEqualTo("dev.connections.runtime");
    assertThat(factory.getInterfaces())
        .extracting(Class::getName)
        .containsExactly("dagger.internal.Factory");
    assertThat(load("jakarta.inject.Provider").isAssignableFrom(factory)).isTrue();
  }
}
