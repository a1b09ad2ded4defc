package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.MethodSizes;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One module with very many types. */
class ManyTypesTest {

  private static final int TYPES = 2_000;

  @TempDir private Path directory;

  private static Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>(Sources.support());
    for (int first = 1; first <= TYPES; first += 100) {
      StringBuilder code = new StringBuilder("package shop;\n\nfinal class Types" + first + " {\n");
      for (int id = first; id < first + 100; id++) {
        code.append(
            """
              @dev.connections.annotations.ConnectionType(
                  id = %1$d, name = "Type%1$d", category = "Category%2$d", description = "Number %1$d",
                  provider = "org.provider%2$d", dataStores = {"Store%2$d", "Other%1$d"})
              static final class Type%1$d
                  extends dev.connections.spi.ConnectionTypeBase<
                      acme.AcmeConnection, acme.AcmeConfiguration, Factory%1$d> {}
              static final class Factory%1$d
                  implements dev.connections.spi.ConnectionFactory<
                      acme.AcmeConnection, acme.AcmeConfiguration> {
                Factory%1$d(java.time.Clock clock) {}
                @Override
                public acme.AcmeConnection create(
                    dev.connections.spi.ConnectionContext<acme.AcmeConfiguration> context) {
                  throw new UnsupportedOperationException();
                }
              }
            """
                .formatted(id, id % 7));
      }
      sources.put("shop/Types" + first + ".java", code + "}\n");
    }
    sources.put(
        "other/Probe.java",
        """
        package other;

        import dev.connections.ConnectionTypeDescriptor;
        import java.util.List;
        import shop.ConnectionTypes;

        public final class Probe {
          public static List<ConnectionTypeDescriptor<?, ?>> constants() {
            return List.of(
                ConnectionTypes.TYPE1,
                ConnectionTypes.TYPE250,
                ConnectionTypes.TYPE251,
                ConnectionTypes.TYPE750,
                ConnectionTypes.TYPE751,
                ConnectionTypes.TYPE2000);
          }
        }
        """);
    return sources;
  }

  @Test
  @Timeout(300)
  void twoThousandTypesCompileAndInitialise() throws Exception {
    Compiled compiled = new Compiler(TestCompiler.JAVAC, directory).compile(sources());
    assertThat(compiled.report()).isEmpty();
    assertThat(compiled.success()).as(compiled.output()).isTrue();
    try (URLClassLoader loader = compiled.loader()) {
      Class<?> registry = loader.loadClass("shop.ConnectionTypes");
      assertThat((List<?>) registry.getMethod("all").invoke(null)).hasSize(TYPES);
      List<?> constants =
          (List<?>) loader.loadClass("other.Probe").getMethod("constants").invoke(null);
      assertThat(constants).hasToString("[Type1, Type250, Type251, Type750, Type751, Type2000]");
      for (Object type : constants) {
        int id = Integer.parseInt(type.toString().substring("Type".length()));
        assertThat(registry.getMethod("getById", int.class).invoke(null, id)).isSameAs(type);
        assertThat(registry.getMethod("getByName", String.class).invoke(null, "Type" + id))
            .isSameAs(type);
        assertThat(type.getClass().getMethod("connectionClass").invoke(type))
            .hasToString("interface acme.AcmeConnection");
        assertThat(type.getClass().getMethod("description").invoke(type)).isEqualTo("Number " + id);
      }
      assertThat(
              (List<?>) registry.getMethod("getByCategory", String.class).invoke(null, "Category3"))
          .hasSize(286);
    }
    // HotSpot does not compile larger methods; a class initializer runs once.
    assertThat(MethodSizes.of(compiled.classes()))
        .hasSizeGreaterThan(TYPES)
        .allSatisfy(
            (method, bytes) -> {
              if (!method.endsWith(".<clinit>")) {
                assertThat(bytes).as(method).isLessThan(8_000);
              }
            });
  }
}
