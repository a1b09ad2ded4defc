package dev.connections.sql.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connections.Deadline;
import dev.connections.Secret;
import dev.connections.TimeSource;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TransactionOptions.Isolation;
import dev.connections.sql.internal.failure.SettingException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dialect says to a server; H2 and a list stand in for one. */
class OracleDialectTest {

  private static final Deadline SOON = Deadline.after(Duration.ofSeconds(5), TimeSource.system());

  @ParameterizedTest
  @CsvSource({"PRIMARY, true", "PHYSICAL STANDBY, false", "SNAPSHOT STANDBY, false"})
  void onlyThePrimaryDatabaseTakesWrites(String role, boolean takes) throws SQLException {
    try (Connection database = withRole(role)) {
      assertThat(dialect(false).takesWrites(database)).isEqualTo(takes);
    }
  }

  @Test
  void readOnlyAcceptsNoPrimaryDatabase() throws SQLException {
    try (Connection primary = withRole("PRIMARY");
        Connection standby = withRole("PHYSICAL STANDBY")) {
      dialect(true).beginSession(standby, SOON);
      dialect(false).beginSession(primary, SOON);

      assertThatExceptionOfType(SettingException.class)
          .isThrownBy(() -> dialect(true).beginSession(primary, SOON))
          .withMessage(
              "readOnly is set, but the database at jdbc:oracle:thin:@tcps://db:2484/orders is a"
                  + " primary one");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DATABASE_DEFAULT | false | []
          READ_COMMITTED   | false | [SET TRANSACTION ISOLATION LEVEL READ COMMITTED]
          REPEATABLE_READ  | false | [SET TRANSACTION ISOLATION LEVEL SERIALIZABLE]
          SERIALIZABLE     | false | [SET TRANSACTION ISOLATION LEVEL SERIALIZABLE]
          DATABASE_DEFAULT | true  | [SET TRANSACTION READ ONLY]
          SERIALIZABLE     | true  | [SET TRANSACTION READ ONLY]
          """)
  void aTransactionBeginsWithAtMostOneStatement(Isolation isolation, boolean readOnly, String sent)
      throws SQLException {
    List<String> statements = new ArrayList<>();
    Connection session = session(statements);
    OracleDialect dialect = dialect(false);

    dialect.makeReadOnly(session, readOnly, SOON);
    dialect.isolate(session, isolation);

    assertThat(statements).hasToString(sent);
  }

  private static Connection withRole(String role) throws SQLException {
    Connection database = DriverManager.getConnection("jdbc:h2:mem:");
    try (Statement statement = database.createStatement()) {
      statement.execute(
          "CREATE ALIAS SYS_CONTEXT AS 'String ask(String space, String name) { return \""
              + role
              + "\"; }'");
    }
    return database;
  }

  /** Remembers whether it is read-only, as the driver does, and what is executed. */
  private static Connection session(List<String> statements) {
    boolean[] readOnly = new boolean[1];
    Statement statement =
        (Statement)
            Proxy.newProxyInstance(
                OracleDialectTest.class.getClassLoader(),
                new Class<?>[] {Statement.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("execute")) {
                    statements.add(String.valueOf(arguments[0]));
                    return false;
                  }
                  return null;
                });
    return (Connection)
        Proxy.newProxyInstance(
            OracleDialectTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "setReadOnly" -> {
                    readOnly[0] = (Boolean) arguments[0];
                    yield null;
                  }
                  case "isReadOnly" -> readOnly[0];
                  case "createStatement" -> statement;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static OracleDialect dialect(boolean readOnly) {
    return new OracleDialect(
        "orders-db",
        new OracleConfiguration(
            "jdbc:oracle:thin:@tcps://db:2484/orders",
            "app",
            Secret.of("${env:PASSWORD}", () -> "secret"),
            SqlPoolSettings.DEFAULT,
            readOnly,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of()));
  }
}
