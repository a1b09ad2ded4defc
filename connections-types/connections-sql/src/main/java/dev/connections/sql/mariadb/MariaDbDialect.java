package dev.connections.sql.mariadb;

import dev.connections.Deadline;
import dev.connections.Secret;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Phase;
import dev.connections.sql.internal.dialect.DriverProperties;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.MissingDriver;
import dev.connections.sql.internal.dialect.NetworkLimit;
import dev.connections.sql.internal.dialect.TlsFailures;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.mysql.FamilyDialect;
import dev.connections.sql.internal.mysql.SocketOfConnect;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.WeakHashMap;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.util.constants.ServerStatus;

/** MariaDB through MariaDB Connector/J. */
final class MariaDbDialect extends FamilyDialect {

  private static final int PING_SECONDS = 1;
  private static final int CHANGED = ServerStatus.SERVER_SESSION_STATE_CHANGED;

  private final String name;
  private final MariaDbConfiguration configuration;
  private final JdbcUrl url;
  private final MariaDbTls tls;
  private final Driver driver;

  /** Of each connection that is in use: the driver's {@code abort} waits for the statement. */
  private final Map<Connection, Socket> sockets = Collections.synchronizedMap(new WeakHashMap<>());

  MariaDbDialect(String name, MariaDbConfiguration configuration) {
    this(name, configuration, JdbcUrl.withQuery(configuration.url()));
  }

  private MariaDbDialect(String name, MariaDbConfiguration configuration, JdbcUrl url) {
    super(url, configuration.pool(), new MariaDbErrors());
    this.name = name;
    this.configuration = configuration;
    this.url = url;
    this.tls =
        new MariaDbTls(new TlsFailures(url, configuration.tls(), configuration.rootCertificate()));
    this.driver = driver(name);
    rejectUnknown();
  }

  /** The driver, which the application brings; when a connection is configured, not when used. */
  private static Driver driver(String name) {
    try {
      return new org.mariadb.jdbc.Driver();
    } catch (NoClassDefFoundError missing) {
      throw MissingDriver.of(name, "org.mariadb.jdbc:mariadb-java-client", missing);
    }
  }

  /** What the driver does not know it keeps apart, and ignores. */
  private void rejectUnknown() {
    Properties written = new Properties();
    written.putAll(configuration.driverProperties());
    try {
      Configuration read = Configuration.parse(configuration.url(), written);
      if (read != null) {
        DriverProperties.rejectUnknown(
            name,
            "MariaDB's driver",
            read.nonMappedOptions().stringPropertyNames(),
            DriverProperties.known(driver, JdbcUrl.MARIADB + "localhost/"));
      }
    } catch (SQLException rejected) {
      throw new ConnectionConfigurationException(
          Diagnosis.of(name, "MariaDB's driver rejects a parameter: " + rejected.getMessage())
              .phase(Phase.CONNECT)
              .nextStep("Correct the parameters of url, or driverProperties")
              .build(),
          null);
    }
  }

  @Override
  protected Connection open(Deadline deadline) throws SQLException {
    try {
      Connection connection = driver.connect(configuration.url(), properties(deadline));
      if (connection == null) {
        throw new SQLException("MariaDB's driver does not recognize the URL " + url, "08001");
      }
      Socket socket = SocketOfConnect.take();
      if (socket != null) {
        sockets.put(connection, socket);
      }
      return connection;
    } catch (SQLException failure) {
      throw tls.explained(failure);
    } finally {
      SocketOfConnect.take();
    }
  }

  private Properties properties(Deadline deadline) {
    Properties properties = new Properties();
    // A batch of INSERT … SELECT fails with bulk statements, which are the driver's default.
    properties.setProperty("useBulkStmtsForInserts", "false");
    properties.putAll(configuration.driverProperties());
    properties.setProperty("user", configuration.username());
    configuration
        .password()
        .map(Secret::reveal)
        .ifPresent(password -> properties.setProperty("password", password));
    tls.startup(properties);
    String left = String.valueOf(Math.max(1, deadline.remainingMillis()));
    properties.setProperty("connectTimeout", left);
    properties.setProperty("socketTimeout", left);
    properties.setProperty("socketFactory", SocketOfConnect.class.getName());
    properties.setProperty("allowLocalInfile", "false");
    properties.setProperty(
        "connectionAttributes", "program_name:" + configuration.applicationName().orElse(name));
    // So the server tells when a procedure has left something in the session.
    String variables = "session_track_state_change=1";
    if (configuration.statementTimeout().isPresent()) {
      long limit = configuration.statementTimeout().get().toMillis();
      variables += ",max_statement_time=" + BigDecimal.valueOf(limit, 3);
    }
    properties.setProperty("sessionVariables", variables);
    return properties;
  }

  /**
   * By the socket: the driver's {@code abort} connects to send a KILL, and waits for the statement
   * if it cannot; on a frozen server it has returned after 18 s.
   */
  @Override
  public void cut(Connection physical) throws SQLException {
    Socket socket = sockets.remove(physical);
    if (socket == null) {
      super.cut(physical);
      return;
    }
    try {
      socket.close();
    } catch (IOException failure) {
      throw new SQLException("The socket could not be closed", "08000", failure);
    }
  }

  @Override
  protected long session(Connection pooled) throws SQLException {
    return pooled.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
  }

  @Override
  public List<SqlStateRule> rules() {
    return MariaDbStates.RULES;
  }

  /** The driver tells the server, and remembers what it has told. */
  @Override
  public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline)
      throws SQLException {
    if (physical.isReadOnly() != readOnly) {
      NetworkLimit.within(
          physical,
          deadline,
          () -> {
            physical.setReadOnly(readOnly);
            return true;
          });
    }
  }

  /**
   * What a procedure has done after its last row, the driver reads only when it is asked for more
   * results, or for something else: until then it may be a change.
   */
  @Override
  public boolean hasChangedSession(Connection physical) throws SQLException {
    return (status(physical) & (CHANGED | ServerStatus.MORE_RESULTS_EXISTS)) != 0;
  }

  @Override
  public void forgetSessionChange(Connection physical) throws SQLException {
    Context context = context(physical);
    context.setServerStatus(context.getServerStatus() & ~CHANGED);
  }

  /**
   * After an error the driver says that there is one, whether there is or not, so that it sends
   * ROLLBACK: the next answer of the server tells.
   */
  @Override
  public TransactionStatus transaction(Connection physical, boolean uncommitted)
      throws SQLException {
    if (uncommitted) {
      return TransactionStatus.OPEN;
    }
    if ((status(physical) & ServerStatus.IN_TRANSACTION) == 0) {
      return TransactionStatus.NONE;
    }
    if (!physical.isValid(PING_SECONDS)) {
      throw new SQLException("The connection to the server was lost", "08000");
    }
    return (status(physical) & ServerStatus.IN_TRANSACTION) != 0
        ? TransactionStatus.OPEN
        : TransactionStatus.NONE;
  }

  /** As the last answer said that was no error. */
  private static int status(Connection physical) throws SQLException {
    return context(physical).getServerStatus();
  }

  private static Context context(Connection physical) throws SQLException {
    return physical.unwrap(org.mariadb.jdbc.Connection.class).getContext();
  }

  /**
   * The number of the last transaction, which goes on across servers and promotions. Numbers of
   * several replication domains have no order, so there is none then, as without a binary log.
   */
  @Override
  public Optional<String> position() {
    return Optional.of(
        "SELECT CASE WHEN @@gtid_current_pos REGEXP '^[0-9]+-[0-9]+-[0-9]+$'"
            + " THEN CAST(SUBSTRING_INDEX(@@gtid_current_pos, '-', -1) AS SIGNED) END");
  }
}
