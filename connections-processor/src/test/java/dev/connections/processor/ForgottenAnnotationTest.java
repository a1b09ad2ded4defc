package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What looks like a connection set or type, and is not annotated (see {@code bad/} too). */
class ForgottenAnnotationTest {

  private static final String MAIN =
      """
      package shop;

      final class Main {
        OpenShopConnections open;
      }
      """;
  private static final String SET =
      """
      package shop;

      import acme.AcmeConnection;
      import dev.connections.annotations.ConnectionName;

      interface ShopConnections {
        @ConnectionName("shop-db")
        AcmeConnection shop();
      }
      """;

  @TempDir private Path directory;

  private Compiled compile(TestCompiler compiler, Map<String, String> sources, String... options) {
    Map<String, String> all = new TreeMap<>(Sources.support());
    all.putAll(sources);
    return new Compiler(compiler, directory).options(options).compile(all);
  }

  @ParameterizedTest
  @EnumSource
  void aSetThatIsNotAnnotatedIsNamedBesideTheClassThatIsMissing(TestCompiler compiler) {
    Compiled compiled =
        compile(compiler, Map.of("shop/ShopConnections.java", SET, "shop/Main.java", MAIN));
    assertThat(compiled.success()).isFalse();
    assertThat(compiled.report())
        .containsOnlyOnce("CONN-321: shop.ShopConnections names connections")
        .contains("OpenShopConnections is not generated");
  }

  @ParameterizedTest
  @EnumSource
  void theInterfaceThatExtendsTheOthersIsNamedAlone(TestCompiler compiler) {
    Compiled compiled =
        compile(
            compiler,
            Map.of(
                "shop/ShopConnections.java",
                SET,
                "shop/AppConnections.java",
                SET.replace("ShopConnections", "AppConnections extends ShopConnections")
                    .replace("shop()", "app()")));
    assertThat(compiled.success()).isTrue();
    assertThat(compiled.report()).containsOnlyOnce("CONN-321: shop.AppConnections");
  }

  @ParameterizedTest
  @EnumSource
  void partsAndImplementationsOfASetAreNotNamed(TestCompiler compiler) {
    Compiled compiled =
        compile(
            compiler,
            Map.of(
                "shop/ShopConnections.java",
                SET,
                "shop/AppConnections.java",
                """
                package shop;

                @dev.connections.annotations.ConnectionSet
                interface AppConnections extends ShopConnections {}
                """,
                "shop/FakeConnections.java",
                """
                package shop;

                import acme.AcmeConnection;
                import dev.connections.annotations.ConnectionName;

                final class FakeConnections implements AppConnections {
                  @ConnectionName("shop-db")
                  @Override
                  public AcmeConnection shop() {
                    throw new UnsupportedOperationException();
                  }
                }
                """));
    assertThat(compiled.success()).as(compiled.output()).isTrue();
    assertThat(compiled.report()).doesNotContain("CONN-321").contains("CONN-313");
  }

  @ParameterizedTest
  @EnumSource
  void theOptionThatSilencesSuggestionsSilencesIt(TestCompiler compiler) {
    Compiled compiled =
        compile(
            compiler, Map.of("shop/ShopConnections.java", SET), "-Aconnections.suggestions=false");
    assertThat(compiled.success()).isTrue();
    assertThat(compiled.report()).isEmpty();
  }

  /**
   * The compiler says what is missing: a word of ours would send the reader elsewhere. (The javac
   * of JDK 17 does not show processors an annotation that it cannot find.)
   */
  @ParameterizedTest
  @EnumSource(names = "ECJ")
  void anAnnotationWithoutItsImportIsTheCompilersBusiness(TestCompiler compiler) {
    Compiled compiled =
        compile(
            compiler,
            Map.of(
                "shop/ShopConnections.java", SET.replace("interface", "@ConnectionSet interface")));
    assertThat(compiled.success()).isFalse();
    assertThat(compiled.report()).contains("ConnectionSet").doesNotContain("CONN-");
  }

  @ParameterizedTest
  @EnumSource
  void aBaseOfConnectionTypesIsNotNamed(TestCompiler compiler) {
    Compiled compiled =
        compile(
            compiler,
            Map.of(
                "shop/Types.java",
                """
                package shop;

                import acme.AcmeConfiguration;
                import acme.AcmeConnection;
                import acme.AcmeConnectionFactory;
                import dev.connections.annotations.ConnectionType;
                import dev.connections.annotations.ConnectionRegistry;
                import dev.connections.spi.ConnectionTypeBase;

                @ConnectionRegistry
                final class Types {
                  abstract static class Base
                      extends ConnectionTypeBase<
                          AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}

                  static final class Nested
                      extends ConnectionTypeBase<
                          AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}
                }
                """));
    assertThat(compiled.success()).as(compiled.output()).isTrue();
    assertThat(compiled.report()).containsOnlyOnce("CONN-128: shop.Types.Nested extends");
  }
}
