package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Goldens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sealed interfaces of records: a key says which of them a mapping is. */
@Timeout(60)
class ChosenRecordTest {

  @TempDir Path output;

  @ParameterizedTest
  @EnumSource
  void theKeyChoosesTheRecordWhereverItStands(JavaCompilerUnderTest compiler) throws Exception {
    GoodConfiguration.compile(compiler, output, "Choices");

    BoundConfiguration bound =
        bind(
            """
            connections:
              a:
                type: Choices
                authentication: { kind: Password, username: u, password: "${env:DB_PASSWORD}" }
                proxy: { kind: client_certificate, store: { policy: BY_SIZE, most: 3 } }
                fallbacks: [ { kind: anonymous }, { kind: CLIENT-CERTIFICATE, format: pem } ]
                byRegion: { eu: [ { kind: anonymous } ], us: [] }
                eviction: { policy: by-age }
            """);

    assertThat(bound.violations()).isEmpty();
    assertThat(bound.record())
        .isEqualTo(
            "Choices[authentication=Basic[username=u, password=Secret(${env:DB_PASSWORD})],"
                + " proxy=Optional[ClientCertificate[format=x509,"
                + " store=Optional[BySize[most=3]]]],"
                + " fallbacks=[Anonymous[], ClientCertificate[format=pem, store=Optional.empty]],"
                + " byRegion={eu=[Anonymous[]], us=[]}, eviction=Optional[ByAge[most=PT5M]]]");
  }

  @ParameterizedTest
  @EnumSource
  void everythingWrongWithAChoiceIsReportedAtItsPlace(JavaCompilerUnderTest compiler)
      throws Exception {
    GoodConfiguration.compile(compiler, output, "Choices");

    BoundConfiguration bound =
        bind(
            """
            connections:
              a:
                type: Choices
                authentication: { username: u, password: "${env:DB_PASSWORD}" }
                proxy: { kind: pasword, username: u }
                fallbacks:
                  - { knd: anonymous }
                  - { kind: anonymous, username: u }
                  - anonymous
                  - { kind: password, username: u }
                  - { kind: [ anonymous ] }
                byRegion: { eu: [ { kind: client-certificate, fromat: pem } ] }
                eviction: { policy: by-size, most: 0 }
            """);

    assertThat(bound.record()).isNull();
    assertThat(bound.violations())
        .containsExactly(
            "test.yaml:4:5  connections.a.authentication.kind: is missing; allowed: anonymous,"
                + " password, client-certificate",
            "test.yaml:5:20  connections.a.proxy.kind = \"pasword\": is not one of the values;"
                + " allowed: anonymous, password, client-certificate; hint: write password",
            "test.yaml:7:9  connections.a.fallbacks[0].kind: is missing; allowed: anonymous,"
                + " password, client-certificate; hint: write kind instead of knd",
            "test.yaml:8:28  connections.a.fallbacks[1].username: is not a known setting; allowed:"
                + " kind",
            "test.yaml:9:9  connections.a.fallbacks[2] = \"anonymous\": is a single value; allowed:"
                + " the settings kind; hint: write one 'name: value' line each below it",
            "test.yaml:10:9  connections.a.fallbacks[3].password: is missing; allowed: a reference:"
                + " ${env:NAME}, ${file:/path}, #{Key}#",
            "test.yaml:11:17  connections.a.fallbacks[4].kind: is a list; allowed: anonymous,"
                + " password, client-certificate; hint: write one value after the colon",
            "test.yaml:12:51  connections.a.byRegion.eu[0].fromat: is not a known setting;"
                + " allowed: kind, format, store; hint: did you mean format?",
            "test.yaml:13:40  connections.a.eviction.most = \"0\": is not allowed; allowed: at least"
                + " 1");
  }

  @Test
  void variablesChooseAsWell() throws Exception {
    GoodConfiguration.compile(JavaCompilerUnderTest.JAVAC, output, "Choices");

    BoundConfiguration bound =
        BoundConfiguration.bind(
            List.of(output),
            "app.ChoicesBinder",
            "connections: { a: { type: Choices } }",
            Map.of(
                "CONNECTIONS__A__AUTHENTICATION__KIND", "CLIENT_CERTIFICATE",
                "CONNECTIONS__A__AUTHENTICATION__FORMAT", "pem"));

    assertThat(bound.violations()).isEmpty();
    assertThat(bound.record())
        .startsWith("Choices[authentication=ClientCertificate[format=pem, store=Optional.empty]");
  }

  @ParameterizedTest
  @EnumSource
  void recordsBesideTheirInterfaceNeedNotBePermittedByName(JavaCompilerUnderTest compiler)
      throws Exception {
    ConfigurationCompilation compilation =
        ConfigurationCompilation.withBinders(
            compiler,
            output,
            List.of(),
            Map.of(
                "app.Shape",
                """
                package app;

                /** All in one file. */
                public sealed interface Shape {
                  /** Round. */
                  record Circle(int radius) implements Shape {}
                  /** Not. */
                  record Square(int side) implements Shape {}
                }
                """,
                "app.Drawing",
                """
                package app;

                /** Has a shape. */
                public record Drawing(Shape shape)
                    implements dev.connections.ConnectionConfiguration {}
                """));
    assertThat(compilation.text()).isEmpty();

    assertThat(
            BoundConfiguration.bind(
                output,
                "app.DrawingBinder",
                "connections: { a: { type: Drawing, shape: { kind: square, side: 2 } } }"))
        .isEqualTo(new BoundConfiguration("Drawing[shape=Square[side=2]]", List.of()));
  }

  @Test
  void theBinderOfAChoiceIsAsExpected() throws Exception {
    GoodConfiguration.compile(JavaCompilerUnderTest.JAVAC, output, "Choices");

    Goldens.compare(
        Path.of("src", "test", "resources", "configuration", "expected", "ChoicesBinder.java"),
        Files.readString(output.resolve("app/ChoicesBinder.java")));
  }

  @ParameterizedTest
  @EnumSource
  void choicesOfJarsAreReadFromTheirClassFiles(JavaCompilerUnderTest compiler) throws Exception {
    Path library = output.resolve("library");
    assertThat(
            ConfigurationCompilation.withoutBinders(
                    library,
                    Map.of(
                        "lib.Shape",
                        """
                        package lib;
                        @dev.connections.annotations.Discriminator("form")
                        public sealed interface Shape {
                          @dev.connections.annotations.DiscriminatorValue("ring")
                          record Circle(int radius) implements Shape {}
                          record Square(@dev.connections.annotations.DeprecatedKeys("edge") int side)
                              implements Shape {}
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
                "app.Shapes",
                """
                package app;

                /** Of a jar. */
                public record Shapes(java.util.List<lib.Shape> shapes)
                    implements dev.connections.ConnectionConfiguration {}
                """));
    assertThat(compilation.text()).isEmpty();

    assertThat(
            BoundConfiguration.bind(
                    List.of(output, library),
                    "app.ShapesBinder",
                    "connections: { a: { type: Shapes, shapes: [ { form: ring, radius: 1 },"
                        + " { form: square, edge: 2 } ] } }")
                .record())
        .isEqualTo("Shapes[shapes=[Circle[radius=1], Square[side=2]]]");
  }

  private BoundConfiguration bind(String document) throws Exception {
    return BoundConfiguration.bind(output, "app.ChoicesBinder", document);
  }
}
