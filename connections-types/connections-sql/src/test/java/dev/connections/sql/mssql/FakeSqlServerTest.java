package dev.connections.sql.mssql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.connections.testing.sqlserver.FakeSqlServer;
import dev.connections.testing.sqlserver.SqlServerAnswer;
import dev.connections.testing.sqlserver.SqlServerAnswer.Column;
import dev.connections.testing.sqlserver.SqlServerAnswer.ColumnType;
import dev.connections.testing.sqlserver.SqlServerAnswer.Failed;
import dev.connections.testing.sqlserver.SqlServerAnswer.Rows;
import dev.connections.testing.sqlserver.SqlServerAnswer.Several;
import dev.connections.testing.sqlserver.SqlServerAnswer.Updated;
import dev.connections.testing.sqlserver.SqlServerLogin;
import dev.connections.testing.sqlserver.SqlServerScript;
import dev.connections.testsupport.TestCertificate;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With Microsoft's driver as the client. */
@Timeout(60)
class FakeSqlServerTest {

  private static final String SECRET = "canary of the fake";

  private final List<String> texts = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();
  private SqlServerAnswer next = SqlServerAnswer.DONE;
  private final FakeSqlServer server =
      FakeSqlServer.start(
          "app",
          SECRET,
          login ->
              (sql, parameters) -> {
                texts.add(sql.trim());
                values.addAll(parameters);
                return sql.contains("own") ? next : SqlServerAnswer.number(1);
              });

  @AfterEach
  void stop() {
    server.close();
  }

  private Connection connect(String... properties) throws SQLException {
    return connect(server, properties);
  }

  private static Connection connect(FakeSqlServer server, String... properties)
      throws SQLException {
    Properties all = new Properties();
    all.setProperty("user", "app");
    all.setProperty("password", SECRET);
    all.setProperty("encrypt", "false");
    all.setProperty("connectRetryCount", "0");
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    return new SQLServerDriver().connect("jdbc:sqlserver://localhost:" + server.port(), all);
  }

  @Test
  void theDriverLogsInAndSelectsOne() throws SQLException {
    try (Connection connection =
            connect(
                "applicationName", "shop",
                "databaseName", "orders",
                "applicationIntent", "ReadOnly");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(rows.next()).isFalse();
      assertThat(connection.isValid(1)).isTrue();
      assertThat(connection.getCatalog()).isEqualTo("orders");
      assertThat(connection.getMetaData().getDatabaseProductName())
          .isEqualTo("Microsoft SQL Server");
      assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(16);
    }
    assertThat(server.logins())
        .containsExactly(new SqlServerLogin("app", "shop", "orders", true, false, true));
  }

  @Test
  void aWrongPasswordIsRejectedByNumber() {
    SQLException rejected =
        catchThrowableOfType(SQLException.class, () -> connect("password", "wrong"));

    assertThat(rejected.getErrorCode()).isEqualTo(18456);
    assertThat(rejected.getMessage()).contains("Login failed for user 'app'");
    assertThat(server.logins()).singleElement().matches(login -> !login.admitted());
    assertThat(server + " " + server.logins()).doesNotContain("wrong", SECRET);
  }

  @ParameterizedTest
  @CsvSource({"208, 16, S0002", "1205, 13, 40001", "2627, 14, 23000", "50000, 16, S0001"})
  void anErrorHasItsNumberAndTheStateThatTheDriverMakesOfIt(int number, int severity, String state)
      throws SQLException {
    next = new Failed(number, severity, "as the test says");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> statement.executeQuery("own"));

      assertThat(failure.getErrorCode()).isEqualTo(number);
      assertThat(failure.getSQLState()).isEqualTo(state);
      assertThat(failure.getMessage()).startsWith("as the test says");
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void anErrorOfSeverityTwentyEndsTheSession() throws SQLException {
    next = new Failed(596, 21, "killed");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> statement.execute("own"));

      assertThat(failure.getErrorCode()).isEqualTo(596);
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void valuesOfAllTypesArrive() throws SQLException {
    next =
        new Rows(
            List.of(
                new Column("n", ColumnType.BIGINT),
                new Column("b", ColumnType.BIT),
                new Column("f", ColumnType.FLOAT),
                new Column("v", ColumnType.VARBINARY),
                new Column("t", ColumnType.NVARCHAR)),
            List.of(
                List.of(-42L, true, 1.5, new byte[] {1, 2}, "hé"),
                Arrays.asList(null, null, null, null, null)));
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("own")) {
      rows.next();
      assertThat(rows.getLong("n")).isEqualTo(-42);
      assertThat(rows.getBoolean("b")).isTrue();
      assertThat(rows.getDouble("f")).isEqualTo(1.5);
      assertThat(rows.getBytes("v")).containsExactly(1, 2);
      assertThat(rows.getString("t")).isEqualTo("hé");
      rows.next();
      for (int i = 1; i <= 5; i++) {
        assertThat(rows.getObject(i)).isNull();
      }
    }
  }

  @Test
  void parametersOfAllTypesArriveHoweverOftenAStatementIsExecuted() throws SQLException {
    String longText = "x".repeat(5000);
    OffsetDateTime moment = OffsetDateTime.parse("2026-11-29T10:15:30.123+05:30");
    List<Object> given =
        List.of(
            "hé",
            longText,
            -7L,
            true,
            1.5,
            new BigDecimal("-12.50"),
            moment,
            LocalDateTime.parse("2026-11-29T10:15:30"),
            LocalDate.parse("2026-11-29"));
    next = new Updated(3);
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement("update own set x = ?, ?, ?, ?, ?, ?, ?, ?, ?, ?")) {
      for (int round = 1; round <= 3; round++) { // once directly, once prepared, once by handle
        values.clear();
        for (int i = 0; i < given.size(); i++) {
          statement.setObject(i + 1, given.get(i));
        }
        statement.setString(given.size() + 1, null);

        assertThat(statement.executeUpdate()).isEqualTo(3);
        List<@Nullable Object> expected = new ArrayList<>(given);
        expected.add(null);
        assertThat(values).as("round %s", round).containsExactlyElementsOf(expected);
      }
    }
    assertThat(texts).allMatch(text -> text.contains("@P0"));
  }

  @Test
  void aBatchIsAnsweredEntryByEntry() throws SQLException {
    next = new Updated(1);
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement("insert own values (?)")) {
      for (int i = 0; i < 3; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }

      assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
    }
    assertThat(values).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aTextCanHaveSeveralResults() throws SQLException {
    next = new Several(List.of(new Updated(2), SqlServerAnswer.number(7)));
    try (Connection connection = connect("lastUpdateCount", "false");
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("own")).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(2);
      assertThat(statement.getMoreResults()).isTrue();
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(7);
      }
    }
  }

  @Test
  void aStatementIsCanceledAndItsConnectionIsGoodAfterwards() throws SQLException {
    next = SqlServerAnswer.UNTIL_CANCELED;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLTimeoutException timeout =
          catchThrowableOfType(SQLTimeoutException.class, () -> statement.executeQuery("own"));

      assertThat(timeout.getSQLState()).isEqualTo("HY008");
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void aSessionCanBeCut() throws SQLException {
    next = SqlServerAnswer.CLOSED;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException lost =
          catchThrowableOfType(SQLException.class, () -> statement.executeQuery("own"));

      assertThat(lost.getSQLState()).isEqualTo("08S01");
    }
  }

  @Test
  void stoppedItRefusesAndStartedAgainItHasItsPort() throws SQLException {
    try (Connection connection = connect()) {
      server.stop();
      assertThat(connection.isValid(1)).isFalse();
    }
    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect());

    server.start();
    try (Connection connection = connect()) {
      assertThat(connection.isValid(1)).isTrue();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void withACertificateItEncryptsForWhoAsksForIt() throws Exception {
    TestCertificate certificate = TestCertificate.forLoopback();
    try (FakeSqlServer secure =
        FakeSqlServer.start(
            "app",
            SECRET,
            SqlServerScript.of(sql -> SqlServerAnswer.number(1)),
            certificate.server())) {
      try (Connection connection =
          connect(
              secure,
              "encrypt",
              "true",
              "trustStore",
              certificate.store().toString(),
              "trustStoreType",
              "PKCS12",
              "trustStorePassword",
              TestCertificate.STORE_PASSWORD)) {
        assertThat(connection.isValid(1)).isTrue();
      }
      connect(secure).close();

      assertThat(secure.logins())
          .extracting(SqlServerLogin::encrypted)
          .containsExactly(true, false);
    }
  }
}
