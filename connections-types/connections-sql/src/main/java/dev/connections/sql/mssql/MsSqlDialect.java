package dev.connections.sql.mssql;

import dev.connections.Deadline;
import dev.connections.Secret;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.InitSql;
import dev.connections.sql.internal.dialect.Isolations;
import dev.connections.sql.internal.dialect.JdbcUrl;
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

/** SQL Server through Microsoft's driver. */
final class MsSqlDialect implements SqlDialect {

  private static final String NO_LIMIT = "-1";

  private final String name;
  private final MsSqlConfiguration configuration;
  private final JdbcUrl url;
  private final MsSqlTls tls;
  private final Driver driver;

  MsSqlDialect(String name, MsSqlConfiguration configuration) {
    this.name = name;
    this.configuration = configuration;
    this.driver = MsSqlDriver.of(name);
    this.url = MsSqlUrl.of(configuration.url());
    this.tls = new MsSqlTls(configuration, url);
    MsSqlDriver.rejectUnknown(name, driver, url.parameters());
    MsSqlDriver.rejectUnknown(name, driver, configuration.driverProperties().keySet());
  }

  @Override
  public Connection connect(Deadline deadline) throws SQLException {
    try (TrustStoreFile trusted = tls.trusted()) {
      Properties properties = properties(deadline);
      tls.startup(properties, trusted);
      Connection connection = driver.connect(configuration.url(), properties);
      if (connection == null) {
        throw new SQLException("The driver does not recognize the URL " + url, "08001");
      }
      connection.setNetworkTimeout(Runnable::run, 0); // it was for logging in
      return connection;
    } catch (SQLException failure) {
      throw MsSqlErrors.whileConnecting(tls.explained(failure));
    } catch (IOException failure) {
      throw new SQLException("A temporary file could not be deleted", "08001", failure);
    }
  }

  /**
   * What the driver is told; also what it would do by default and must not, whatever its version.
   */
  Properties properties(Deadline deadline) {
    Properties properties = new Properties();
    configuration.driverProperties().forEach(properties::setProperty);
    configuration.username().ifPresent(user -> properties.setProperty("user", user));
    configuration
        .password()
        .map(Secret::reveal)
        .ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("applicationName", configuration.applicationName().orElse(name));
    properties.setProperty(
        "applicationIntent", configuration.readOnly() ? "ReadOnly" : "ReadWrite");
    // The login's limit covers everything but knows whole seconds only; the socket's is exact.
    long left = Math.max(1, deadline.remainingMillis());
    properties.setProperty("loginTimeout", String.valueOf((left + 999) / 1000));
    properties.setProperty("socketTimeout", String.valueOf(left));
    properties.setProperty("queryTimeout", NO_LIMIT);
    // Or else it makes lost connections anew behind the pool, with another session.
    properties.setProperty("connectRetryCount", "0");
    properties.setProperty("TransparentNetworkIPResolution", "false");
    properties.setProperty("xopenStates", "false");
    return properties;
  }

  @Override
  public String address() {
    return url.toString();
  }

  @Override
  public List<String> hosts() {
    return MsSqlUrl.host(url).hosts();
  }

  @Override
  public List<SqlStateRule> rules() {
    return MsSqlStates.RULES;
  }

  @Override
  public SqlErrors errors() {
    return new MsSqlErrors();
  }

  @Override
  public void beginSession(Connection physical, Deadline deadline) throws SQLException {
    if (configuration.readOnly() && takesWrites(physical)) {
      throw SettingException.lasting(
          "readOnly is set, but the database at " + url + " takes writes",
          "Let url name the listener of an availability group with a readable secondary, or a"
              + " database that is read-only; or leave readOnly out and use a login that may only"
              + " read",
          new SQLException("The database takes writes", "25006"));
    }
    InitSql.run(configuration.pool(), physical, errors());
  }

  @Override
  public SessionEffect effectOf(String sql) {
    return MsSqlTexts.effectOf(sql);
  }

  @Override
  public boolean mayCommit(String sql, boolean autoCommit) {
    return MsSqlTexts.mayCommit(sql, autoCommit);
  }

  /** SQL Server knows read-only databases, but no read-only sessions. */
  @Override
  public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline) {}

  @Override
  public boolean takesWrites(Connection physical) throws SQLException {
    try (Statement statement = physical.createStatement();
        ResultSet answer =
            statement.executeQuery("SELECT DATABASEPROPERTYEX(DB_NAME(), 'Updateability')")) {
      return answer.next() && "READ_WRITE".equals(answer.getString(1));
    }
  }

  /** For the session; the pool sets it back when the connection returns. */
  @Override
  public void isolate(Connection pooled, TransactionOptions.Isolation isolation)
      throws SQLException {
    Isolations.ofSession(pooled, isolation);
  }

  @Override
  public TransactionStatus transaction(Connection physical, boolean uncommitted) {
    return uncommitted ? TransactionStatus.OPEN : TransactionStatus.NONE;
  }

  /**
   * Which errors end a transaction depends on XACT_ABORT, TRY blocks and the error, so the server
   * is asked. Otherwise the next statement would begin another transaction by itself, and its
   * commit would keep half of the work.
   */
  @Override
  public boolean hasRolledBack(Connection physical, SQLException failure) throws SQLException {
    if (!MsSqlErrors.isOfServer(failure)) {
      return false;
    }
    try (Statement statement = physical.createStatement();
        ResultSet answer = statement.executeQuery("SELECT @@TRANCOUNT, XACT_STATE()")) {
      return answer.next() && (answer.getInt(1) == 0 || answer.getInt(2) < 0);
    }
  }
}
