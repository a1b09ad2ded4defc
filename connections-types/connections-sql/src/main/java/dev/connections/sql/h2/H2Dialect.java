package dev.connections.sql.h2;

import dev.connections.Deadline;
import dev.connections.Secret;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.InitSql;
import dev.connections.sql.internal.dialect.Isolations;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.MemoryKeeper;
import dev.connections.sql.internal.dialect.MissingDriver;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.SqlErrors;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.text.SessionEffect;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** H2 through its own driver. */
final class H2Dialect implements SqlDialect {

  private final String name;
  private final H2Configuration configuration;
  private final JdbcUrl url;
  private final Driver driver;
  private final MemoryKeeper keeper;

  H2Dialect(String name, H2Configuration configuration) {
    this.name = name;
    this.configuration = configuration;
    this.driver = driver(name);
    this.url = JdbcUrl.h2(configuration.url());
    this.keeper = new MemoryKeeper(isKept(configuration.url()), this::session);
  }

  /**
   * Whether its database lives in memory, and as long as a session: one without a name belongs to a
   * single session, and one with {@code DB_CLOSE_DELAY} says itself how long it stays.
   */
  static boolean isKept(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.matches("jdbc:h2:mem:[^;]+(;.*)?") && !lower.contains(";db_close_delay=");
  }

  /** The driver, which the application brings; when a connection is configured, not when used. */
  private static Driver driver(String name) {
    try {
      return new org.h2.Driver();
    } catch (NoClassDefFoundError missing) {
      throw MissingDriver.of(name, "com.h2database:h2", missing);
    }
  }

  /** The driver has no limit for connecting, and needs none in the process. */
  @Override
  public Connection connect(Deadline deadline) throws SQLException {
    Connection connection = session();
    try {
      keeper.renew();
      return connection;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  private Connection session() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", configuration.username());
    Secret password = configuration.password().orElse(null);
    properties.setProperty("password", password == null ? "" : password.reveal());
    if (configuration.schema().isPresent()) {
      properties.setProperty("SCHEMA", configuration.schema().get());
    }
    if (configuration.readOnly()) {
      properties.setProperty("ACCESS_MODE_DATA", "r");
    }
    Connection connection = driver.connect(configuration.url(), properties);
    if (connection == null) {
      throw new SQLException("H2 does not recognize the URL " + url, "08001");
    }
    return connection;
  }

  @Override
  public SqlDialect settledBy(Connection first) throws SQLException {
    keeper.begin();
    return this;
  }

  @Override
  public void close() {
    keeper.close();
  }

  @Override
  public String address() {
    return url.toString();
  }

  @Override
  public List<SqlStateRule> rules() {
    return H2States.RULES;
  }

  @Override
  public void beginSession(Connection physical, Deadline deadline) throws SQLException {
    InitSql.run(configuration.pool(), physical, errors());
  }

  @Override
  public SessionEffect effectOf(String sql) {
    return H2SessionState.of(sql);
  }

  @Override
  public SqlErrors errors() {
    return new H2Errors();
  }

  /** H2 knows read-only databases, but no read-only sessions. */
  @Override
  public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline) {}

  /** For the session; the pool sets it back when the connection returns. */
  @Override
  public boolean takesWrites(Connection physical) throws SQLException {
    try (Statement statement = physical.createStatement();
        ResultSet answer = statement.executeQuery("SELECT NOT READONLY()")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  @Override
  public void isolate(Connection pooled, TransactionOptions.Isolation isolation)
      throws SQLException {
    Isolations.ofSession(pooled, isolation);
  }

  @Override
  public TransactionStatus transaction(Connection physical, boolean uncommitted) {
    return uncommitted ? TransactionStatus.OPEN : TransactionStatus.NONE;
  }
}
