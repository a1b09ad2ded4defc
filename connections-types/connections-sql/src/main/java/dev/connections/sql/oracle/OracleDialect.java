package dev.connections.sql.oracle;

import dev.connections.Deadline;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.InitSql;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.dialect.TrustStoreFile;
import dev.connections.sql.internal.failure.SettingException;
import dev.connections.sql.internal.failure.SqlErrors;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.text.SessionEffect;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** Oracle through its thin driver. */
final class OracleDialect implements SqlDialect {

  private static final String STATEMENTS = "oracle.jdbc.implicitStatementCacheSize";

  private final String name;
  private final OracleConfiguration configuration;
  private final OracleUrl url;
  private final OracleTls tls;
  private final Driver driver;

  OracleDialect(String name, OracleConfiguration configuration) {
    this.name = name;
    this.configuration = configuration;
    this.driver = OracleDrivers.of(name);
    this.url = OracleUrl.of(configuration.url());
    this.tls = new OracleTls(configuration, url);
    OracleDrivers.rejectUnknown(name, driver, configuration.driverProperties().keySet());
  }

  @Override
  public Connection connect(Deadline deadline) throws SQLException {
    try (TrustStoreFile trusted = tls.trusted()) {
      Properties properties = properties(deadline);
      tls.startup(properties, trusted);
      Connection connection = driver.connect(url.forDriver(tls.mode()), properties);
      if (connection == null) {
        throw new SQLException("The driver does not recognize the URL " + address(), "08001");
      }
      connection.setNetworkTimeout(Runnable::run, 0); // it was for logging in
      return connection;
    } catch (SQLException failure) {
      throw tls.explained(failure);
    } catch (IOException failure) {
      throw new SQLException("A temporary file could not be deleted", "08001", failure);
    }
  }

  /** What the driver is told, but for TLS. */
  Properties properties(Deadline deadline) {
    Properties properties = new Properties();
    // By default, each execution would have the server parse the statement again.
    properties.setProperty(STATEMENTS, "50");
    configuration.driverProperties().forEach(properties::setProperty);
    properties.setProperty("user", configuration.username());
    properties.setProperty("password", configuration.password().reveal());
    properties.setProperty("v$session.program", program());
    // The login's limit covers everything but knows whole seconds only; the socket's is exact.
    long left = Math.max(1, deadline.remainingMillis());
    properties.setProperty("oracle.jdbc.loginTimeout", String.valueOf((left + 999) / 1000));
    properties.setProperty("oracle.jdbc.ReadTimeout", String.valueOf(left));
    properties.setProperty("oracle.net.CONNECT_TIMEOUT", String.valueOf(left));
    return properties;
  }

  private String program() {
    String program = configuration.applicationName().orElse(name);
    return program.substring(0, Math.min(program.length(), OracleRules.LONGEST_NAME));
  }

  @Override
  public String address() {
    return url.shown().toString();
  }

  @Override
  public List<String> hosts() {
    return url.shown().hosts();
  }

  @Override
  public List<SqlStateRule> rules() {
    return OracleStates.RULES;
  }

  @Override
  public SqlErrors errors() {
    return new OracleErrors();
  }

  @Override
  public void beginSession(Connection physical, Deadline deadline) throws SQLException {
    if (configuration.readOnly() && takesWrites(physical)) {
      throw SettingException.lasting(
          "readOnly is set, but the database at " + address() + " is a primary one",
          "Let url name a service of a standby that is open for reads; or leave readOnly out and"
              + " use a user that may only read",
          new SQLException("The database is a primary one", "25006"));
    }
    InitSql.run(configuration.pool(), physical, errors());
  }

  @Override
  public SessionEffect effectOf(String sql) {
    return OracleTexts.effectOf(sql);
  }

  @Override
  public boolean commitsTransaction(String sql) {
    return OracleTexts.commitsFirst(sql);
  }

  @Override
  public boolean mayCommit(String sql, boolean autoCommit) {
    return OracleTexts.mayCommit(sql, autoCommit);
  }

  /**
   * Remembered by the driver, which sends nothing: Oracle has no read-only sessions. The next
   * transaction reads it.
   */
  @Override
  public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline)
      throws SQLException {
    physical.setReadOnly(readOnly);
  }

  /** Any user may ask this; how the database is open only some may. */
  @Override
  public boolean takesWrites(Connection physical) throws SQLException {
    try (Statement statement = physical.createStatement();
        ResultSet answer =
            statement.executeQuery("SELECT SYS_CONTEXT('USERENV', 'DATABASE_ROLE') FROM DUAL")) {
      return answer.next() && "PRIMARY".equals(answer.getString(1));
    }
  }

  /**
   * A read-only transaction sees one state of the database, as a serializable one does; one
   * statement says either. Oracle has no level between the lowest and the highest.
   */
  @Override
  public void isolate(Connection pooled, TransactionOptions.Isolation isolation)
      throws SQLException {
    String characteristic = pooled.isReadOnly() ? "READ ONLY" : level(isolation);
    if (!characteristic.isEmpty()) {
      try (Statement statement = pooled.createStatement()) {
        statement.execute("SET TRANSACTION " + characteristic);
      }
    }
  }

  private static String level(TransactionOptions.Isolation isolation) {
    return switch (isolation) {
      case DATABASE_DEFAULT -> "";
      case READ_COMMITTED -> "ISOLATION LEVEL READ COMMITTED";
      case REPEATABLE_READ, SERIALIZABLE -> "ISOLATION LEVEL SERIALIZABLE";
    };
  }

  @Override
  public TransactionStatus transaction(Connection physical, boolean uncommitted) {
    return uncommitted ? TransactionStatus.OPEN : TransactionStatus.NONE;
  }
}
