package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Goldens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Binders are compiled from the sources in {@code configuration/good}, loaded, and run. */
@Timeout(60)
class GeneratedBinderTest {

  private static final String COMPLETE =
      """
      connections:
        orders:
          type: Full
          url: jdbc:postgresql://localhost/orders
          password: ${env:DB_PASSWORD}
          name: orders
          retries: 3
          bytes: 9000000000
          ratio: 0.25
          exact: 1.50
          fair: true
          delay: 1m30s
          file: data/orders.txt
          mode: read-only
          pool: { maxSize: 7 }
          replicas: [ { host: a, port: 1 }, { host: b } ]
          hosts: [ x, y ]
          headers: { Accept: text/plain }
          limits: { soft: { maxSize: 2 } }
          matrix: [ [ 1, 2 ], [ 3 ] ]
          note: hello
          idle: 5s
          soft: 4
          large: 5
          share: 0.5
      """;

  private static final String POOLED =
      """
      package app;

      /** Has settings that come from a jar. */
      public record Pooled(dev.connections.pooling.LeasePoolSettings pool)
          implements dev.connections.ConnectionConfiguration {}
      """;

  private static final String SHARED =
      """
      package app;

      import dev.connections.settings.Credentials;
      import dev.connections.settings.ProxySettings;
      import dev.connections.settings.TlsSettings;
      import java.util.Optional;

      /** Has the settings that most types need. */
      public record Shared(
          TlsSettings tls, Credentials login, Optional<ProxySettings> proxy)
          implements dev.connections.ConnectionConfiguration {}
      """;

  @TempDir Path output;

  @ParameterizedTest
  @EnumSource
  void everyKindOfSettingIsBound(JavaCompilerUnderTest compiler) throws Exception {
    compile(compiler, "Full");

    BoundConfiguration bound = BoundConfiguration.bind(output, "app.FullBinder", COMPLETE);

    assertThat(bound.violations()).isEmpty();
    assertThat(bound.record())
        .isEqualTo(
            "Full[url=jdbc:postgresql://localhost/orders, password=Secret(${env:DB_PASSWORD}),"
                + " name=orders, retries=3, bytes=9000000000, ratio=0.25, exact=1.50, fair=true,"
                + " delay=PT1M30S, file=data/orders.txt, mode=READ_ONLY,"
                + " pool=Pool[maxSize=7, maxWait=PT5S],"
                + " replicas=[Replica[host=a, port=1], Replica[host=b, port=5432]],"
                + " hosts=[x, y], headers={Accept=text/plain},"
                + " limits={soft=Pool[maxSize=2, maxWait=PT5S]}, matrix=[[1, 2], [3]],"
                + " note=Optional[hello], idle=Optional[PT5S], soft=OptionalInt[4],"
                + " large=OptionalLong[5], share=OptionalDouble[0.5]]");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLeftOutHasItsDefaultOrIsEmpty(JavaCompilerUnderTest compiler) throws Exception {
    compile(compiler, "Defaults");

    BoundConfiguration bound =
        BoundConfiguration.bind(
            output,
            "app.DefaultsBinder",
            """
            connections:
              orders:
                type: Defaults
            """);

    assertThat(bound.violations()).isEmpty();
    assertThat(bound.record())
        .isEqualTo(
            "Defaults[name=quoted \"text\" $L, retries=3, bytes=1, ratio=2.0, fair=true,"
                + " delay=PT30S, url=https://example.org, file=data, mode=READ_WRITE,"
                + " pool=Pool[maxSize=10], hosts=[], headers={}, note=Optional.empty,"
                + " size=OptionalInt.empty, node=1, in=2, rejection=3]");
  }

  @ParameterizedTest
  @EnumSource
  void everythingThatIsWrongIsReportedAtOnce(JavaCompilerUnderTest compiler) throws Exception {
    compile(compiler, "Constrained");

    BoundConfiguration bound =
        BoundConfiguration.bind(
            output,
            "app.ConstrainedBinder",
            """
            connections:
              orders:
                type: Constrained
                least: 0
                most: 11
                more: 0.5
                less: 0.6
                positive: 0
                notNegative: -1
                negative: 0
                notPositive: 1
                blank: "  "
                empty: ""
                sized: abc
                pattern: ABC
                hosts: []
                optional: 0
                several: b1
                optinal: 1
                pool: { minSize: 9 }
            """);

    assertThat(bound.record()).isNull();
    assertThat(bound.violations())
        .containsExactly(
            "test.yaml:4:12  connections.orders.least = \"0\": is not allowed; allowed: at least 1",
            "test.yaml:5:11  connections.orders.most = \"11\": is not allowed; allowed: at most 10",
            "test.yaml:6:11  connections.orders.more = \"0.5\": is not allowed; allowed: more than"
                + " 0.5",
            "test.yaml:7:11  connections.orders.less = \"0.6\": is not allowed; allowed: at most 0.5",
            "test.yaml:8:15  connections.orders.positive = \"0\": is not allowed; allowed: more than"
                + " 0",
            "test.yaml:9:18  connections.orders.notNegative = \"-1\": is not allowed; allowed: at"
                + " least 0",
            "test.yaml:10:15  connections.orders.negative = \"0\": is not allowed; allowed: less than"
                + " 0",
            "test.yaml:11:18  connections.orders.notPositive = \"1\": is not allowed; allowed: at"
                + " most 0",
            "test.yaml:12:12  connections.orders.blank = \"  \": is not allowed; allowed: a text that"
                + " is not blank",
            "test.yaml:13:12  connections.orders.empty = \"\": is not allowed; allowed: something"
                + " that is not empty",
            "test.yaml:14:12  connections.orders.sized = \"abc\": is not allowed; allowed: a size of"
                + " at most 2",
            "test.yaml:15:14  connections.orders.pattern = \"ABC\": is not allowed; allowed: a text"
                + " that matches [a-z]+",
            "test.yaml:16:12  connections.orders.hosts: is not allowed; allowed: something that is"
                + " not empty",
            "test.yaml:17:15  connections.orders.optional = \"0\": is not allowed; allowed: at least"
                + " 1",
            "test.yaml:18:14  connections.orders.several = \"b1\": is not allowed; allowed: a text"
                + " that matches (?i)A.*",
            "test.yaml:18:14  connections.orders.several = \"b1\": is not allowed; allowed: a text"
                + " that matches .*2",
            "test.yaml:19:5  connections.orders.optinal: is not a known setting; allowed: least,"
                + " most, more, less, positive, notNegative, negative, notPositive, blank, empty,"
                + " sized, pattern, hosts, optional, several, pool, type, id, description,"
                + " endpoints, preset, startup, critical, timeouts, bulkhead, retry, circuit,"
                + " rateLimit, monitoring, failover; hint: did you mean optional?",
            "test.yaml:20:5  connections.orders.pool.maxSize: is missing; allowed: a whole number"
                + " from -2147483648 to 2147483647",
            "test.yaml:20:13  connections.orders.pool.minSize: is not a known setting; allowed:"
                + " maxSize; hint: did you mean maxSize?");
  }

  @ParameterizedTest
  @EnumSource
  void listThatMustNotBeEmptyIsReportedOnceIfAnElementIsWrong(JavaCompilerUnderTest compiler)
      throws Exception {
    compile(compiler, "Lists");

    assertThat(
            BoundConfiguration.bind(
                    output,
                    "app.ListsBinder",
                    """
                    connections:
                      orders:
                        type: Lists
                        ports: [ 1, x ]
                    """)
                .violations())
        .containsExactly(
            "test.yaml:4:17  connections.orders.ports[1] = \"x\": is not a whole number; allowed: a"
                + " whole number");
  }

  @ParameterizedTest
  @EnumSource
  void rejectionOfTheConstructorIsReportedAtTheRecord(JavaCompilerUnderTest compiler)
      throws Exception {
    compile(compiler, "Refusing");

    BoundConfiguration bound =
        BoundConfiguration.bind(
            output,
            "app.RefusingBinder",
            """
            connections:
              orders:
                type: Refusing
                pool: { minIdle: 5, maxSize: 3 }
            """);

    assertThat(bound.record()).isNull();
    assertThat(bound.violations())
        .containsExactly(
            "test.yaml:4:5  connections.orders.pool: is rejected: minIdle is 5, more than maxSize");
  }

  @ParameterizedTest
  @EnumSource
  void recordsOfJarsAreBoundWithTheirDefaultsAndConstraints(JavaCompilerUnderTest compiler)
      throws Exception {
    ConfigurationCompilation compilation =
        ConfigurationCompilation.withBinders(
            compiler, output, List.of(), Map.of("app.Pooled", POOLED));
    assertThat(compilation.text()).isEmpty();

    assertThat(
            BoundConfiguration.bind(
                output, "app.PooledBinder", "connections: { a: { type: Pooled } }"))
        .isEqualTo(
            new BoundConfiguration(
                "Pooled[pool=LeasePoolSettings[maxSize=10, minIdle=0, maxIdle=PT5M,"
                    + " maxLifetime=PT30M]]",
                List.of()));
    assertThat(
            BoundConfiguration.bind(
                output,
                "app.PooledBinder",
                "connections: { a: { type: Pooled, pool: { maxSize: 1001, minIdle: -1 } } }"))
        .isEqualTo(
            new BoundConfiguration(
                null,
                List.of(
                    "test.yaml:1:52  connections.a.pool.maxSize = \"1001\": is not allowed; allowed:"
                        + " at most 1000",
                    "test.yaml:1:67  connections.a.pool.minIdle = \"-1\": is not allowed; allowed: at"
                        + " least 0")));
  }

  @ParameterizedTest
  @EnumSource
  void settingsThatMostTypesNeedAreBoundAsAnyOthers(JavaCompilerUnderTest compiler)
      throws Exception {
    ConfigurationCompilation compilation =
        ConfigurationCompilation.withBinders(
            compiler, output, List.of(), Map.of("app.Shared", SHARED));
    assertThat(compilation.text()).isEmpty();

    BoundConfiguration bound =
        BoundConfiguration.bind(
            output,
            "app.SharedBinder",
            """
            connections:
              a:
                type: Shared
                tls: { trust: ca.pem, certificate: c.p12, keyPassword: "${env:DB_PASSWORD}" }
                login: { username: shop, password: "${env:DB_PASSWORD}" }
                proxy: { host: proxy.local, noProxy: [.local] }
            """);
    assertThat(bound.violations()).isEmpty();
    assertThat(bound.record())
        .contains("trust=Optional[ca.pem]", "keyPassword=Optional[Secret(${env:DB_PASSWORD})]")
        .contains("serverName=Optional.empty, insecure=false")
        .contains("Credentials[username=shop, password=Secret(${env:DB_PASSWORD})]")
        .contains("ProxySettings[host=proxy.local, port=3128,", "noProxy=[.local]");

    BoundConfiguration wrong =
        BoundConfiguration.bind(
            output,
            "app.SharedBinder",
            """
            connections:
              a:
                type: Shared
                tls: { trust: ca.pem, insecure: true, key: k.pem }
                login: { password: "${env:DB_PASSWORD}" } # the only one that a schema can see
                proxy: { host: "http://x", username: me }
            """);
    assertThat(String.join("\n", wrong.violations()))
        .contains("connections.a.tls.trust")
        .contains("is never looked at with insecure: true")
        .contains("connections.a.tls.certificate")
        .contains("connections.a.login.username")
        .contains("connections.a.proxy.host")
        .contains("connections.a.proxy.password");
  }

  @ParameterizedTest
  @EnumSource
  void mistakesInRecordsOfOtherPackagesAreShownAtTheSettingThatLeadsThere(
      JavaCompilerUnderTest compiler) throws Exception {
    Path library = output.resolve("library");
    assertThat(
            ConfigurationCompilation.withoutBinders(
                    library,
                    Map.of(
                        "lib.Route",
                        """
                        package lib;
                        import dev.connections.annotations.DefaultValue;
                        import jakarta.validation.constraints.Min;
                        public record Route(java.util.Date since, Hop hop) {
                          public record Hop(@DefaultValue("0") @Min(1) int weight) {}
                        }
                        """))
                .text())
        .isEmpty();

    ConfigurationCompilation compilation =
        ConfigurationCompilation.withBinders(
            compiler,
            output,
            List.of(library),
            Map.of(
                "app.Routed",
                """
                package app;

                public record Routed(
                    String url,
                    lib.Route route) implements dev.connections.ConnectionConfiguration {}
                """));

    assertThat(compilation.text())
        .isEqualTo(
            """
            5: error: CONN-402: The setting route.since of Routed has the type java.util.Date, which \
            cannot be read from a configuration.
              Fix: write String, int, long, double, BigDecimal, boolean, an enum, Duration, DataSize, \
            Percentage, URI, Path, Secret, a record of these, a sealed interface of such records, or \
            List, Map<String, …> or Optional of one of these
              See: META-INF/connections/errors.md in the processor's jar
            5: error: CONN-410: The default "0" of the setting route.hop.weight of Routed is rejected by \
            its own @Min.
              Fix: write a default that it allows: at least 1
              See: META-INF/connections/errors.md in the processor's jar""");
  }

  @ParameterizedTest
  @EnumSource
  void bindersOfNestedRecordsStayApartWhateverTheRecordsAreCalled(JavaCompilerUnderTest compiler)
      throws Exception {
    ConfigurationCompilation compilation =
        ConfigurationCompilation.withBinders(
            compiler,
            output,
            List.of(),
            Map.of(
                "app.Outer",
                """
                package app;

                /** Nested itself. */
                public class Outer {
                  /** The configuration. */
                  public record Settings(First.Pool first, Second.Pool second, Second.Pool third)
                      implements dev.connections.ConnectionConfiguration {}
                  /** One. */
                  public static class First {
                    /** Of the one. */
                    public record Pool(int a) {}
                  }
                  /** Another. */
                  public static class Second {
                    /** Of the other. */
                    public record Pool(String b) {}
                  }
                }
                """));
    assertThat(compilation.text()).isEmpty();

    assertThat(
            BoundConfiguration.bind(
                output,
                "app.Outer_SettingsBinder",
                "connections: { a: { type: Settings, first: { a: 1 }, second: { b: x }, third: { b: y } } }"))
        .isEqualTo(
            new BoundConfiguration(
                "Settings[first=Pool[a=1], second=Pool[b=x], third=Pool[b=y]]", List.of()));
  }

  @Test
  void binderOfAnExampleIsAsExpected() throws Exception {
    compile(JavaCompilerUnderTest.JAVAC, "Example");
    String written = Files.readString(output.resolve("app/ExampleBinder.java"));

    Goldens.compare(
        Path.of("src", "test", "resources", "configuration", "expected", "ExampleBinder.java"),
        written);
  }

  @Test
  void bindersDependOnNothingThatIsMissingAtRunTime() throws Exception {
    compile(JavaCompilerUnderTest.JAVAC, "Constrained");

    for (String name : List.of("ConstrainedBinder", "ConstrainedBinder$PoolBinder")) {
      String bytes =
          Files.readString(output.resolve("app/" + name + ".class"), StandardCharsets.ISO_8859_1);
      assertThat(bytes)
          .contains("dev/connections/spi/binding/ConfigurationBinder")
          .doesNotContain("jakarta/validation", "java/lang/reflect", "LambdaMetafactory");
    }
  }

  @Test
  void nullAnnotationIsLeftOutWhereTheModuleDoesNotSeeIt() throws Exception {
    ConfigurationCompilation compilation =
        ConfigurationCompilation.compile(
            JavaCompilerUnderTest.JAVAC,
            output,
            List.of(),
            Map.of("app.Pooled", POOLED),
            List.of(new ConfigurationProcessor(false)));

    assertThat(compilation.text()).isEmpty();
    assertThat(Files.readString(output.resolve("app/PooledBinder.java")))
        .contains("public Pooled bind(ConfigurationNode node)")
        .doesNotContain("Nullable");
  }

  private void compile(JavaCompilerUnderTest compiler, String name) throws Exception {
    GoodConfiguration.compile(compiler, output, name);
  }
}
