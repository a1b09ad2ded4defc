package dev.connections.sql.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.ServerSession;
import dev.connections.Deadline;
import dev.connections.Secret;
import dev.connections.sql.internal.dialect.DriverProperties;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.MissingDriver;
import dev.connections.sql.internal.dialect.NetworkLimit;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TlsFailures;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.SettingException;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.mysql.FamilyDialect;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MySQL through MySQL Connector/J. */
final class MySqlDialect extends FamilyDialect {

  private static final Logger log = LoggerFactory.getLogger(MySqlDialect.class);

  private static final int UNKNOWN_VARIABLE = 1193;

  /** The protocol's flag SERVER_SESSION_STATE_CHANGED. */
  private static final int CHANGED_SESSION = 1 << 14;

  private final String name;
  private final MySqlConfiguration configuration;
  private final JdbcUrl url;
  private final MySqlTls tls;
  private final Driver driver;

  MySqlDialect(String name, MySqlConfiguration configuration) {
    this(name, configuration, JdbcUrl.withQuery(configuration.url()));
  }

  private MySqlDialect(String name, MySqlConfiguration configuration, JdbcUrl url) {
    super(url, configuration.pool(), errors(name));
    this.name = name;
    this.configuration = configuration;
    this.url = url;
    this.driver = driver(name);
    this.tls =
        new MySqlTls(new TlsFailures(url, configuration.tls(), configuration.rootCertificate()));
    rejectUnknown();
  }

  /** The driver, which the application brings; when a connection is configured, not when used. */
  private static Driver driver(String name) {
    try {
      return new com.mysql.cj.jdbc.Driver();
    } catch (NoClassDefFoundError missing) {
      throw missing(name, missing);
    } catch (SQLException impossible) {
      throw new IllegalStateException("MySQL's driver cannot be registered", impossible);
    }
  }

  /** The driver's exceptions are named there. */
  private static MySqlErrors errors(String name) {
    try {
      return new MySqlErrors();
    } catch (NoClassDefFoundError missing) {
      throw missing(name, missing);
    }
  }

  private static RuntimeException missing(String name, NoClassDefFoundError missing) {
    return MissingDriver.of(name, "com.mysql:mysql-connector-j", missing);
  }

  /** The driver ignores them, and also what is written in another case than its own. */
  private void rejectUnknown() {
    Set<String> known = new TreeSet<>();
    for (PropertyKey key : PropertyKey.values()) {
      known.add(key.getKeyName());
    }
    Set<String> unknown = new TreeSet<>(url.parameters());
    unknown.addAll(configuration.driverProperties().keySet());
    unknown.removeAll(known);
    DriverProperties.rejectUnknown(name, "MySQL's driver", unknown, known);
  }

  @Override
  protected Connection open(Deadline deadline) throws SQLException {
    try {
      Connection connection = driver.connect(configuration.url(), properties(deadline));
      if (connection == null) {
        throw new SQLException("MySQL's driver does not recognize the URL " + url, "08001");
      }
      return connection;
    } catch (SQLException failure) {
      throw tls.explained(withoutVariable(failure));
    }
  }

  /** MariaDB limits statements by a variable of another name. */
  private SQLException withoutVariable(SQLException failure) {
    return failure.getErrorCode() == UNKNOWN_VARIABLE
            && configuration.statementTimeout().isPresent()
        ? SettingException.lasting(
            "The server does not know max_execution_time, by which statementTimeout is set",
            "Use type: MariaDb for a MariaDB server, or take statementTimeout away",
            failure)
        : failure;
  }

  private Properties properties(Deadline deadline) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(configuration.driverProperties());
    set(properties, PropertyKey.USER, configuration.username());
    configuration
        .password()
        .map(Secret::reveal)
        .ifPresent(password -> set(properties, PropertyKey.PASSWORD, password));
    tls.startup(properties);
    // The connect timeout does not cover the login.
    String left = String.valueOf(Math.max(1, deadline.remainingMillis()));
    set(properties, PropertyKey.connectTimeout, left);
    set(properties, PropertyKey.socketTimeout, left);
    set(properties, PropertyKey.connectionAttributes, "program_name:" + applicationName());
    set(properties, PropertyKey.allowLoadLocalInfile, "false");
    set(properties, PropertyKey.allowMultiQueries, "false");
    set(properties, PropertyKey.autoReconnect, "false");
    // Or else execute() asks the server each time whether its session is read-only.
    set(properties, PropertyKey.readOnlyPropagatesToServer, "false");
    set(properties, PropertyKey.useLocalSessionState, "false");
    // Or else a fetch size is ignored, and all rows are read at once.
    set(properties, PropertyKey.useCursorFetch, "true");
    // So the server tells when a procedure has left something in the session.
    set(properties, PropertyKey.trackSessionState, "true");
    String variables = "session_track_state_change=1";
    if (configuration.statementTimeout().isPresent()) {
      variables += ",max_execution_time=" + configuration.statementTimeout().get().toMillis();
    }
    set(properties, PropertyKey.sessionVariables, variables);
    return properties;
  }

  private String applicationName() {
    return configuration.applicationName().orElse(name);
  }

  private static void set(Properties properties, PropertyKey key, String value) {
    properties.setProperty(key.getKeyName(), value);
  }

  @Override
  public SqlDialect settledBy(Connection first) throws SQLException {
    String version = first.getMetaData().getDatabaseProductVersion();
    if (version.contains("MariaDB")) {
      log.warn(
          "{}: the server is MariaDB {}, and MySQL's driver does not know all of it; use type:"
              + " MariaDb",
          name,
          version);
    }
    return super.settledBy(first);
  }

  @Override
  protected long session(Connection pooled) throws SQLException {
    return pooled.unwrap(JdbcConnection.class).getId();
  }

  @Override
  public List<SqlStateRule> rules() {
    return MySqlStates.RULES;
  }

  /**
   * By a statement: the driver's own {@code setReadOnly} checks texts only, and tells servers of
   * some versions nothing. It is called for what it remembers.
   */
  @Override
  public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline)
      throws SQLException {
    if (physical.isReadOnly() != readOnly) {
      NetworkLimit.run(
          physical, deadline, "SET SESSION TRANSACTION READ " + (readOnly ? "ONLY" : "WRITE"));
      physical.setReadOnly(readOnly);
    }
  }

  @Override
  public boolean hasChangedSession(Connection physical) throws SQLException {
    return (state(physical).getStatusFlags() & CHANGED_SESSION) != 0;
  }

  @Override
  public void forgetSessionChange(Connection physical) throws SQLException {
    ServerSession state = state(physical);
    state.setStatusFlags(state.getStatusFlags() & ~CHANGED_SESSION);
  }

  @Override
  public TransactionStatus transaction(Connection physical, boolean uncommitted)
      throws SQLException {
    return uncommitted || state(physical).inTransactionOnServer()
        ? TransactionStatus.OPEN
        : TransactionStatus.NONE;
  }

  /** As the last answer said that was no error. */
  private static ServerSession state(Connection physical) throws SQLException {
    return physical.unwrap(JdbcConnection.class).getSession().getServerSession();
  }
}
