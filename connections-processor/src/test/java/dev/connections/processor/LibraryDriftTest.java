package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.processor.testkit.Builds;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.MadeSources;
import dev.connections.processor.testkit.TestCompiler;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What generated libraries say of themselves, and what a provider makes of it at start. */
class LibraryDriftTest {

  @TempDir private Path directory;

  private String open(boolean jars, String include) throws Throwable {
    Builds builds = new Builds(TestCompiler.JAVAC, directory, jars);
    builds.build("base", MadeSources.library("base", "BaseTypes").type(1, "Base"));
    builds.build("top", MadeSources.library("top", "TopTypes", "include = base.BaseTypes.class"));
    Compiled application =
        builds.build(
            "shop",
            MadeSources.application("shop", include)
                .type(7, "Shop")
                .add(
                    "Probe",
                    """
                    import dev.connections.ConnectionsConfiguration;
                    import dev.connections.DriftCheck;

                    public final class Probe {
                      public static String open() {
                        ConnectionsConfiguration configuration =
                            ConnectionsConfiguration.ofText("test", "connections: {}")
                                .driftCheck(DriftCheck.FAIL);
                        try (var provider = ConnectionTypes.open(configuration)) {
                          return provider.types().toString();
                        }
                      }
                    }
                    """));
    try (URLClassLoader loader = application.loader(builds.path())) {
      return (String) loader.loadClass("shop.Probe").getMethod("open").invoke(null);
    } catch (InvocationTargetException wrapped) {
      throw wrapped.getTargetException();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void librariesThatAreIncludedThroughOthersAreIncluded(boolean jars) throws Throwable {
    assertThat(open(jars, "include = top.TopTypes.class")).isEqualTo("[Base, Shop]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsThereAndNotIncludedIsTold(boolean jars) {
    assertThatThrownBy(() -> open(jars, "include = base.BaseTypes.class"))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("the library registry top.TopTypes is there, in ")
        .hasMessageContaining(
            "but is not among those in use (shop.ConnectionTypes, base.BaseTypes)")
        .hasMessageContaining("@ConnectionRegistry(include = {…, top.TopTypes.class})")
        .hasMessageNotContaining("registry base.BaseTypes is there");
  }
}
