package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Builds;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.MadeSources;
import dev.connections.processor.testkit.TestCompiler;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connection sets that are put together of interfaces. */
class InheritedAccessorsTest {

  @TempDir private Path directory;

  private static MadeSources sources() {
    return MadeSources.application("shop")
        .type(7, "Shop")
        .add("Wide", "public interface Wide extends dev.connections.ManagedConnection<Object> {}")
        .change("MadeConnection", "dev.connections.ManagedConnection<Object>", "Wide")
        .add(
            "Orders",
            """
            import dev.connections.annotations.ConnectionName;

            public interface Orders {
              @ConnectionName("orders-db") MadeConnection orders();

              @ConnectionName("common-db") MadeConnection common();

              @ConnectionName("wide-db") Wide narrowed();

              @ConnectionName("nowhere") MadeConnection renamed();

              @ConnectionName("never") MadeConnection implemented();
            }
            """)
        .add(
            "Stock",
            """
            import dev.connections.annotations.ConnectionName;

            public interface Stock<C extends Wide> {
              @ConnectionName("stock-db") C stock();

              @ConnectionName("common-db") MadeConnection common();
            }
            """)
        .add(
            "AppConnections",
            """
            import dev.connections.annotations.ConnectionName;
            import dev.connections.annotations.ConnectionSet;

            @ConnectionSet
            public interface AppConnections extends Orders, Stock<MadeConnection> {
              @ConnectionName("supertype-db") Wide supertype();

              @Override
              @ConnectionName("wide-db") MadeConnection narrowed();

              @Override
              @ConnectionName("renamed-db") MadeConnection renamed();

              @Override
              default MadeConnection implemented() {
                return orders();
              }
            }
            """)
        .add(
            "Probe",
            """
            import dev.connections.ConnectionsConfiguration;

            public final class Probe {
              public static String open() {
                String text = "connections: {";
                for (String name :
                    "orders common wide renamed stock supertype".split(" ")) {
                  text += name + "-db: { type: Shop, url: u, startup: lazy }, ";
                }
                try (OpenAppConnections app =
                    OpenAppConnections.open(ConnectionsConfiguration.ofText("test", text + "}"))) {
                  Orders orders = app;
                  Stock<MadeConnection> stock = app;
                  return orders.orders().name()
                      + " " + orders.common().name()
                      + " " + (orders.common() == stock.common())
                      + " " + orders.narrowed().name()
                      + " " + orders.renamed().name()
                      + " " + orders.implemented().name()
                      + " " + stock.stock().name()
                      + " " + app.supertype().name();
                }
              }
            }
            """);
  }

  @ParameterizedTest
  @EnumSource
  void accessorsAreInheritedSharedNarrowedRenamedAndImplemented(TestCompiler compiler)
      throws Exception {
    Builds builds = new Builds(compiler, directory, false);
    Compiled application = builds.build("shop", sources());
    try (URLClassLoader loader = application.loader()) {
      assertThat(loader.loadClass("shop.Probe").getMethod("open").invoke(null))
          .isEqualTo("orders-db common-db true wide-db renamed-db orders-db stock-db supertype-db");
    }
  }
}
