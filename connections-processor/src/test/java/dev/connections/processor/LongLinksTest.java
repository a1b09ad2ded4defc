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

/** A library with more types than one class takes, and names too long for one constant. */
class LongLinksTest {

  private static final int TYPES = 310;
  private static final int LONGEST_CONSTANT = 65_535;

  @TempDir private Path directory;

  static MadeSources library() {
    MadeSources library = MadeSources.library("lib", "LibTypes");
    StringBuilder code = new StringBuilder("final class Types {\n");
    for (int id = 1; id <= TYPES; id++) {
      code.append(
          """
            @dev.connections.annotations.ConnectionType(
                id = %1$d, name = "%2$s", category = "Made")
            static final class Type%1$d
                extends dev.connections.spi.ConnectionTypeBase<
                    Holder<String>, MadeConfiguration, Factory%1$d> {}
            static final class Factory%1$d
                implements dev.connections.spi.ConnectionFactory<
                    Holder<String>, MadeConfiguration> {
              @Override
              public Holder<String> create(
                  dev.connections.spi.ConnectionContext<MadeConfiguration> context) {
                throw new UnsupportedOperationException();
              }
            }
          """
              .formatted(id, name(id)));
    }
    return library
        .add("Holder", "public interface Holder<T> extends dev.connections.ManagedConnection<T> {}")
        .add("Types", code + "}");
  }

  private static String name(int id) {
    return "Type" + id + "-".repeat(230);
  }

  @ParameterizedTest
  @EnumSource
  void anApplicationReadsAllPartsAndComparesAllLinks(TestCompiler compiler) throws Exception {
    Builds builds = new Builds(compiler, directory, true);
    builds.build("lib", library());
    Compiled application =
        builds.build(
            "shop",
            MadeSources.application("shop", "include = lib.LibTypes.class")
                .add(
                    "Probe",
                    """
                    import dev.connections.ConnectionTypeDescriptor;

                    public final class Probe {
                      static final ConnectionTypeDescriptor<lib.Holder<String>, lib.MadeConfiguration>
                          LAST = ConnectionTypes.%1$s;

                      public static boolean same() {
                        return LAST == lib.LibTypes.%1$s;
                      }
                    }
                    """
                        .formatted(
                            name(TYPES).replace('-', '_').toUpperCase(java.util.Locale.ROOT))));
    try (URLClassLoader loader = application.loader(builds.path())) {
      Class<?> library = loader.loadClass("lib.LibTypes");
      assertThat((String) library.getMethod("links").invoke(null))
          .hasSizeGreaterThan(LONGEST_CONSTANT);
      Class<?> registry = loader.loadClass("shop.ConnectionTypes");
      assertThat((List<?>) registry.getMethod("all").invoke(null)).hasSize(TYPES);
      assertThat(registry.getMethod("getById", int.class).invoke(null, 251)).hasToString(name(251));
      assertThat(loader.loadClass("shop.Probe").getMethod("same").invoke(null)).isEqualTo(true);
    }
  }
}
