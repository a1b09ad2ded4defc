package dev.connections.sql.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Secret;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import dev.connections.sql.mssql.MsSqlConfiguration;
import dev.connections.sql.oracle.OracleConfiguration;
import dev.connections.sql.sqlite.SqliteConfiguration;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application that has forgotten the driver. */
@Timeout(60)
class MissingDriverTest {

  private static final Pattern DRIVER =
      Pattern.compile(
          "(postgresql|h2|mariadb-java-client|mysql-connector-j|mssql-jdbc|sqlite-jdbc|ojdbc11)"
              + "-[0-9.]+(jre[0-9]+)?\\.jar");

  /** Runs where there is no driver; the application's own code, as far as stack traces go. */
  public static final class Application implements Callable<String> {

    /** Made by its class loader. */
    public Application() {}

    @Override
    public String call() {
      return Stream.of("PostgreSql", "H2", "MariaDb", "MySql", "MsSql", "Oracle", "Sqlite")
          .map(Application::open)
          .collect(Collectors.joining());
    }

    private static String open(String type) {
      try (SqlFixture fixture =
          switch (type) {
            case "H2" -> SqlFixture.of(H2Configuration.of("jdbc:h2:mem:missing"));
            case "MariaDb" -> SqlFixture.of(SqlFixture.mariaDb(3306, 1));
            case "MySql" -> SqlFixture.of(SqlFixture.mySql(3306, 1));
            case "MsSql" ->
                SqlFixture.of(
                    MsSqlConfiguration.of(
                        "jdbc:sqlserver://localhost", "app", Secret.of("text", () -> "secret")));
            case "Oracle" ->
                SqlFixture.of(
                    OracleConfiguration.of(
                        "jdbc:oracle:thin:@//localhost/orders",
                        "app",
                        Secret.of("text", () -> "secret")));
            case "Sqlite" -> SqlFixture.of(SqliteConfiguration.of("jdbc:sqlite::memory:"));
            default -> SqlFixture.of(SqlFixture.app(5432, 1));
          }) {
        return type + " was opened as " + fixture.connection().name();
      } catch (ConnectionConfigurationException rejected) {
        StringBuilder told = new StringBuilder(rejected.getMessage());
        for (StackTraceElement frame : rejected.getStackTrace()) {
          told.append("\n").append(frame);
        }
        return told + "\n";
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "org.postgresql:postgresql",
    "com.h2database:h2",
    "org.mariadb.jdbc:mariadb-java-client",
    "com.mysql:mysql-connector-j",
    "com.microsoft.sqlserver:mssql-jdbc",
    "com.oracle.database.jdbc:ojdbc11",
    "org.xerial:sqlite-jdbc"
  })
  void isToldWhenTheProviderIsOpenedWithTheArtifactInTheMessage(String artifact) throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry :
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(File.pathSeparator)) {
      String file = Path.of(entry).getFileName().toString();
      if (!DRIVER.matcher(file).matches()) {
        path.add(Path.of(entry).toUri().toURL());
      }
    }
    String told;
    try (URLClassLoader application =
        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Callable<?> code =
          (Callable<?>)
              application
                  .loadClass(Application.class.getName())
                  .getDeclaredConstructor()
                  .newInstance();
      told = String.valueOf(code.call());
    }

    assertThat(told)
        .contains("The JDBC driver is not on the class path", artifact)
        .contains(Application.class.getName() + ".open(")
        .containsOnlyOnce(artifact)
        .doesNotContain("failed with", "was opened");
  }
}
