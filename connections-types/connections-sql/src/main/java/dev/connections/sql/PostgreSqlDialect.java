package dev.connections.sql;

import dev.connections.Deadline;
import dev.connections.Secret;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;

/** PostgreSQL through pgjdbc. */
final class PostgreSqlDialect implements SqlDialect {

  /** How long sending a cancel request may take, in seconds. */
  private static final int CANCEL_SECONDS = 1;

  /** The state of what pgjdbc calls unusual. */
  private static final String UNFORESEEN = "99999";

  private final String name;
  private final PostgreSqlConfiguration configuration;
  private final JdbcUrl url;
  private final Driver driver;

  PostgreSqlDialect(String name, PostgreSqlConfiguration configuration) {
    this.name = name;
    this.configuration = configuration;
    this.driver = driver(name);
    this.url = JdbcUrl.postgreSql(configuration.url());
  }

  /** The driver, which the application brings; when a connection is configured, not when used. */
  private static Driver driver(String name) {
    try {
      return new org.postgresql.Driver();
    } catch (NoClassDefFoundError missing) {
      throw MissingDriver.of(name, "org.postgresql:postgresql", missing);
    }
  }

  @Override
  public Connection connect(Deadline deadline) throws SQLException {
    try {
      Connection connection = driver.connect(configuration.url(), properties(deadline));
      if (connection == null) {
        throw new SQLException("pgjdbc does not recognise the URL " + url, "08001");
      }
      return connection;
    } catch (SQLException failure) {
      throw explained(failure);
    }
  }

  /** For what pgjdbc did not foresee, an interrupt say, it asks its users to report a bug. */
  private static SQLException explained(SQLException failure) {
    Throwable cause = failure.getCause();
    return UNFORESEEN.equals(failure.getSQLState())
        ? new SQLException(
            "pgjdbc could not connect: "
                + (cause == null ? "no reason was given" : cause.getClass().getSimpleName()),
            "08001",
            cause)
        : failure;
  }

  private Properties properties(Deadline deadline) {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, configuration.username());
    configuration.password().map(Secret::reveal).ifPresent(at(properties, PGProperty.PASSWORD));
    PGProperty.APPLICATION_NAME.set(properties, configuration.applicationName().orElse(name));
    configuration.schema().ifPresent(at(properties, PGProperty.CURRENT_SCHEMA));
    configuration
        .statementTimeout()
        .map(limit -> "-c statement_timeout=" + limit.toMillis())
        .ifPresent(at(properties, PGProperty.OPTIONS));
    tls(properties);
    // The login timeout covers everything, but leaves a thread behind; the connect timeout ends it.
    Duration left = deadline.remaining();
    PGProperty.LOGIN_TIMEOUT.set(properties, String.valueOf(Math.max(1, left.toMillis()) / 1e3));
    PGProperty.CONNECT_TIMEOUT.set(properties, Math.toIntExact(1 + left.toSeconds()));
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, CANCEL_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    // Or else the server's details and the text of batches, with values, get into messages.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    // Or else setReadOnly would do nothing to statements that are committed one by one.
    PGProperty.READ_ONLY_MODE.set(properties, "always");
    return properties;
  }

  private static Consumer<String> at(Properties properties, PGProperty property) {
    return value -> property.set(properties, value);
  }

  private void tls(Properties properties) {
    switch (configuration.tls().orElseGet(() -> PostgreSqlRules.defaultTls(url))) {
      case DISABLE -> PGProperty.SSL_MODE.set(properties, "disable");
      case REQUIRE -> PGProperty.SSL_MODE.set(properties, "require");
      case VERIFY_FULL -> {
        PGProperty.SSL_MODE.set(properties, "verify-full");
        configuration
            .rootCertificate()
            .ifPresentOrElse(
                file -> PGProperty.SSL_ROOT_CERT.set(properties, file.toString()),
                // pgjdbc would look for a file in the home directory, not at what Java trusts.
                () ->
                    PGProperty.SSL_FACTORY.set(
                        properties, "org.postgresql.ssl.DefaultJavaSSLFactory"));
      }
    }
  }

  @Override
  public String address() {
    return url.toString();
  }

  @Override
  public List<String> hosts() {
    return url.hosts();
  }

  @Override
  public List<SqlStateRule> rules() {
    return SqlStateRules.POSTGRESQL;
  }

  @Override
  public SqlErrors errors() {
    return new PostgreSqlErrors();
  }

  @Override
  public boolean knowsFailedTransactions() {
    return true;
  }

  @Override
  public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline)
      throws SQLException {
    if (physical.isReadOnly() == readOnly) { // pgjdbc knows without asking
      return;
    }
    int before = physical.getNetworkTimeout();
    physical.setNetworkTimeout(Runnable::run, deadline.remainingMillis());
    physical.setReadOnly(readOnly);
    physical.setNetworkTimeout(Runnable::run, before);
  }

  /** Goes to the server together with BEGIN, and ends with the transaction. */
  @Override
  public boolean takesWrites(Connection physical) throws SQLException {
    try (Statement statement = physical.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT NOT pg_is_in_recovery() AND NOT current_setting('default_transaction_read_only')::boolean")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  @Override
  public boolean fetchesOnlyInTransactions() {
    return true;
  }

  @Override
  public void isolate(Connection pooled, TransactionOptions.Isolation isolation)
      throws SQLException {
    if (isolation != TransactionOptions.Isolation.DATABASE_DEFAULT) {
      try (Statement statement = pooled.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL " + isolation.name().replace('_', ' '));
      }
    }
  }

  @Override
  public TransactionStatus transaction(Connection physical, boolean uncommitted)
      throws SQLException {
    return switch (physical.unwrap(BaseConnection.class).getTransactionState()) {
      case IDLE -> TransactionStatus.NONE;
      case OPEN -> TransactionStatus.OPEN;
      case FAILED -> TransactionStatus.FAILED;
    };
  }
}
