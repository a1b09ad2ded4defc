package dev.connections.sql.jdbc;

import dev.connections.Deadline;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.InitSql;
import dev.connections.sql.internal.dialect.Isolations;
import dev.connections.sql.internal.dialect.ServerFacts;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.SettingException;
import dev.connections.sql.internal.failure.SqlErrors;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.text.SessionEffect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A database of which nothing is known, through a driver of which little is: no property limits how
 * long it may connect, so that is done on a thread that can be given up, as everything that may
 * hang.
 */
final class JdbcDialect implements SqlDialect {

  private static final Set<String> YES = Set.of("1", "t", "true", "y", "yes", "on");
  private static final Set<String> NO = Set.of("0", "f", "false", "n", "no", "off");

  private final JdbcConfiguration configuration;

  /** Of the first connection; the driver stays the same. */
  private volatile DriverFacts facts = DriverFacts.NONE;

  JdbcDialect(JdbcConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public Connection connect(Deadline deadline) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(configuration.driverProperties());
    configuration.username().ifPresent(user -> properties.setProperty("user", user));
    configuration
        .password()
        .ifPresent(secret -> properties.setProperty("password", secret.reveal()));
    Connection connection =
        JdbcDrivers.of(configuration.url()).connect(configuration.url(), properties);
    if (connection == null) {
      throw new SQLException("The driver does not recognize the URL " + address(), "08001");
    }
    return connection;
  }

  @Override
  public SqlDialect settledBy(Connection first) throws SQLException {
    facts = DriverFacts.of(first);
    return this;
  }

  @Override
  public ServerFacts facts(Connection first) {
    Map<String, String> attributes = new LinkedHashMap<>();
    facts.describe(attributes);
    attributes.put("readOnly", configuration.readOnly() ? "by readOnlyStatement" : "not enforced");
    return ServerFacts.of(attributes);
  }

  @Override
  public void limit(Connection physical, Deadline deadline) throws SQLException {
    if (facts.networkTimeout()) {
      SqlDialect.super.limit(physical, deadline);
    }
  }

  @Override
  public String address() {
    return JdbcRules.shown(configuration.url());
  }

  @Override
  public List<SqlStateRule> rules() {
    return JdbcStates.RULES;
  }

  @Override
  public SqlErrors errors() {
    return new JdbcErrors();
  }

  /** What a driver leaves of a canceled statement, no one knows. */
  @Override
  public boolean survivesCancel() {
    return false;
  }

  @Override
  public void beginSession(Connection physical, Deadline deadline) throws SQLException {
    InitSql.run(configuration.pool(), physical, errors());
    if (configuration.readOnly() && configuration.readOnlyStatement().isPresent()) {
      run("readOnlyStatement", configuration.readOnlyStatement().get(), physical);
    }
  }

  private void run(String setting, String sql, Connection physical) throws SQLException {
    try (Statement statement = physical.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw SettingException.depending(
          setting + " failed: " + errors().text(failure),
          "Correct " + setting + ", or what it needs in the database",
          failure);
    }
  }

  @Override
  public SessionEffect effectOf(String sql) {
    return JdbcSessionState.isChangedBy(sql)
        ? resetsSessions() ? SessionEffect.RESETTABLE : SessionEffect.LASTING
        : SessionEffect.NONE;
  }

  @Override
  public boolean resetsSessions() {
    return configuration.resetStatement().isPresent();
  }

  @Override
  public void resetSession(Connection physical, Deadline deadline) throws SQLException {
    run("resetStatement", configuration.resetStatement().orElseThrow(), physical);
    beginSession(physical, deadline);
  }

  /** There is no statement that makes sessions of any database read-only, and back. */
  @Override
  public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline) {}

  @Override
  public boolean takesWrites(Connection physical) throws SQLException {
    if (configuration.writableQuery().isEmpty()) {
      return !physical.isReadOnly();
    }
    try (Statement statement = physical.createStatement();
        ResultSet answer = statement.executeQuery(configuration.writableQuery().get())) {
      return isYes(answer.next() ? answer.getString(1) : null);
    }
  }

  private static boolean isYes(@Nullable String answer) throws SQLException {
    String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return true;
    }
    if (NO.contains(word)) {
      return false;
    }
    throw SettingException.lasting(
        "writableQuery must give a row whose first column is true or false, 1 or 0, but gave neither",
        "Correct writableQuery",
        new SQLException("no yes and no no"));
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
