package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a newcomer pastes out of the README and its guides into an empty folder builds and runs, on
 * each JDK of this machine. A pom in it that named no version of the compiler plugin once ran no
 * processor, in silence: Maven 3.8.7 takes version 3.1, which knows no {@code
 * annotationProcessorPaths}.
 */
class ReadmeIT {

  private static final Page README = Page.of("README.md");
  private static final String SAMPLE = "sample/src/main/java/";
  private static final String SMTP = "dev/connections/sample/smtp/";
  private static final String SCREEN = "dev/connections/sample/readme/Shop.java";
  private static final String SOURCES = "src/main/java/";

  /** What the README says that a type with pooled resources needs, before another dependency. */
  private static final String POOLING =
      """
      <artifactId>connections-pooling</artifactId>
      </dependency>
      <dependency>
      <groupId>dev.connections</groupId>
      """;

  private static final String COMPILER_ARGUMENTS =
      "<configuration>\n<compilerArgs><arg>-Xlint:%s</arg><arg>-Werror</arg></compilerArgs>";

  static Collection<Jdk> jdks() throws IOException {
    return Jdk.here();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatTheReadmeShowsRunsAgainstPostgreSql(Jdk jdk) throws Exception {
    Project project = newcomer("runs", jdk);
    project.write("connections.yaml", README.configuration());
    project
        .maven(
            jdk.home(),
            "package",
            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies",
            "-DincludeScope=runtime",
            "-DoutputDirectory=target/lib")
        .succeeds();
    try (EmbeddedPostgres server = server()) {
      fill(server);
      project.edit(
          "connections.yaml",
          "jdbc:postgresql://db/orders",
          "jdbc:postgresql://localhost:" + server.getPort() + "/orders");
      Build run =
          Jvm.start(
              jdk.home(),
              Map.of("DB_PASSWORD", "open sesame"),
              project.path("."),
              List.of(
                  "-cp",
                  project.path("target/shop-1.0-SNAPSHOT.jar")
                      + File.pathSeparator
                      + project.path("target/lib")
                      + File.separator
                      + "*",
                  "dev.connections.sample.readme.Shop"));
      assertThat(run.succeeds().lines()).contains("2 open orders");
    }
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> warnings() throws IOException {
    return Jdk.here().stream()
        .flatMap(
            jdk ->
                Stream.of(true, false)
                    .map(dagger -> org.junit.jupiter.params.provider.Arguments.of(jdk, dagger)));
  }

  @ParameterizedTest(name = "{0}, Dagger on the path: {1}")
  @MethodSource("warnings")
  void nothingWarnsWhereAllWarningsAreErrors(Jdk jdk, boolean dagger) {
    Project project = newcomer("warnings", jdk);
    if (dagger) {
      project.edit("pom.xml", "<configuration>", COMPILER_ARGUMENTS.formatted("all,-processing"));
    } else {
      project.edit("pom.xml", "<configuration>", COMPILER_ARGUMENTS.formatted("all"));
      project.edit(
          "pom.xml",
          "</path>",
          """
            <exclusions>
              <exclusion>
                <groupId>com.google.dagger</groupId>
                <artifactId>dagger-compiler</artifactId>
              </exclusion>
            </exclusions>
          </path>""");
    }
    project.maven(jdk.home(), "compile").succeeds();
    assertThat(project.files("target/classes"))
        .contains(SCREEN.replace("Shop.java", "OpenShop.class"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theProcessorAsADependencyRunsWithProcFull(Jdk jdk) {
    Project project = newcomer("dependency", jdk);
    String pom = project.read("pom.xml");
    int begin = pom.indexOf("<annotationProcessorPaths>");
    String end = "</annotationProcessorPaths>";
    String paths = pom.substring(begin, pom.indexOf(end) + end.length());
    project.edit("pom.xml", paths, "<proc>full</proc>");
    project.edit(
        "pom.xml",
        "<dependencies>",
        "<dependencies>"
            + paths
                .replaceAll("</?annotationProcessorPaths>", "")
                .replace("path>", "dependency>")
                .replace("</version>", "</version><scope>provided</scope>"));
    project.maven(jdk.home(), "compile").succeeds();
    assertThat(project.files("target/classes"))
        .contains(SCREEN.replace("Shop.java", "OpenShop.class"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theStepsToAnOwnTypeCompileAndTheTypeIsInTheRegistry(Jdk jdk) throws Exception {
    Project project = newcomer("own-type", jdk);
    Page.of("docs/new-type.md")
        .code(SAMPLE)
        .forEach((file, text) -> project.write(SOURCES + file, text));
    // The protocol, which the page leaves to the sample.
    for (String file : List.of("Mail", "SmtpRefusedException", "SmtpSession", "package-info")) {
      Path source = Outer.ROOT.resolve(SAMPLE + SMTP + file + ".java");
      project.write(SOURCES + SMTP + file + ".java", Page.file(source));
    }
    project.edit("pom.xml", "<configuration>", COMPILER_ARGUMENTS.formatted("all,-processing"));
    project.edit(
        "pom.xml", "<artifactId>connections-sql<", POOLING + "<artifactId>connections-sql<");
    project
        .maven(
            jdk.home(),
            "compile",
            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies",
            "-DincludeScope=runtime",
            "-DoutputDirectory=target/lib")
        .succeeds();
    try (LoadedRegistry registry =
        LoadedRegistry.of(
            "dev.connections.sample.readme.ConnectionTypes",
            Stream.concat(
                    Stream.of(project.path("target/classes")),
                    project.files("target/lib").stream()
                        .map(jar -> project.path("target/lib/" + jar)))
                .toArray(Path[]::new))) {
      assertThat(registry.types())
          .extracting(type -> type.replaceFirst("^[0-9]+ ", ""))
          .contains("PostgreSql", "Rest", "Smtp")
          .doesNotHaveDuplicates();
    }
  }

  /** The pom of the guide and README's example in a folder where nothing else is. */
  private static Project newcomer(String test, Jdk jdk) {
    Project project = Project.empty("ReadmeIT/" + test + "-" + jdk.feature());
    project.write("pom.xml", Page.of("docs/getting-started.md").pom());
    README
        .code("sample/src/test/java/")
        .forEach((file, text) -> project.write(SOURCES + file, text));
    return project;
  }

  private static EmbeddedPostgres server() throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(Outer.WORK), "pg-");
    try {
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
          .setDataDirectory(folder.resolve("data"))
          .start();
    } catch (IOException | IllegalStateException refused) {
      return abort("PostgreSQL cannot run here: " + refused.getMessage());
    }
  }

  private static void fill(EmbeddedPostgres server) throws SQLException {
    try (Connection admin = server.getPostgresDatabase().getConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("create role shop login password 'open sesame'");
      statement.execute("create database orders owner shop");
    }
    try (Connection shop = server.getDatabase("shop", "orders").getConnection();
        Statement statement = shop.createStatement()) {
      statement.execute("create table orders (id int)");
      statement.execute("insert into orders values (1), (2)");
    }
  }
}
