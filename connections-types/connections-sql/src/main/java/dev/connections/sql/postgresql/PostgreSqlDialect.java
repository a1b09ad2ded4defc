package dev.connections.sql.postgresql;

import dev.connections.Deadline;
import dev.connections.Secret;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Phase;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.DriverProperties;
import dev.connections.sql.internal.dialect.Isolations;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.MissingDriver;
import dev.connections.sql.internal.dialect.NetworkLimit;
import dev.connections.sql.internal.dialect.ServerFacts;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.SqlErrors;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.text.SessionEffect;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL through pgjdbc. */
final class PostgreSqlDialect implements SqlDialect {

  private static final Logger log = LoggerFactory.getLogger(PostgreSqlDialect.class);

  /** How long sending a cancel request may take, in seconds. */
  private static final int CANCEL_SECONDS = 1;

  /** The state of what pgjdbc calls unusual. */
  private static final String UNFORESEEN = "99999";

  /** The state of asking for a transaction whose number is not given out yet. */
  private static final String IN_THE_FUTURE = "22023";

  private final String name;
  private final PostgreSqlConfiguration configuration;
  private final JdbcUrl url;
  private final LoginGate logins = new LoginGate(TimeSource.system());
  private final PoolerMode pooler;
  private final PostgreSqlSession session;
  private final PostgreSqlTls tls;
  private final Driver driver;

  PostgreSqlDialect(String name, PostgreSqlConfiguration configuration) {
    this(name, configuration, configuration.pooler().orElse(PoolerMode.NONE));
  }

  private PostgreSqlDialect(String name, PostgreSqlConfiguration configuration, PoolerMode pooler) {
    this.name = name;
    this.configuration = configuration;
    this.driver = driver(name);
    this.url = JdbcUrl.withQuery(configuration.url());
    this.pooler = pooler;
    this.session = new PostgreSqlSession(name, configuration, pooler);
    this.tls = new PostgreSqlTls(configuration, url);
    rejectUnknown();
  }

  /** What pgjdbc does not know, it ignores; the case of names matters to it. */
  private void rejectUnknown() {
    Set<String> known = new TreeSet<>();
    for (PGProperty property : PGProperty.values()) {
      known.add(property.getName());
    }
    List<String> unknown =
        url.parameters().stream().filter(parameter -> !known.contains(parameter)).toList();
    DriverProperties.rejectUnknown(name, "pgjdbc", unknown, known);
  }

  /**
   * A pooler gives out a key for canceling of its own, in which the server's process is another one
   * than the server itself says.
   */
  @Override
  public SqlDialect settledBy(Connection first) throws SQLException {
    if (configuration.pooler().isPresent() || isDirect(first)) {
      return this;
    }
    List<String> lasting =
        PostgreSqlRules.lasting(
            configuration.schema(),
            configuration.statementTimeout(),
            configuration.pool(),
            configuration.options());
    if (!lasting.isEmpty()) {
      throw new ConnectionConfigurationException(
          Diagnosis.of(
                  name, "A pooler was found at " + url + ": " + PostgreSqlRules.noSession(lasting))
              .phase(Phase.CONNECT)
              .nextStep(
                  "Set pooler: SESSION if it uses session pooling, or take these settings away")
              .build(),
          null);
    }
    log.info(
        "{}: a connection pooler was found at {}; pooler TRANSACTION is assumed. Set pooler to say"
            + " which it is",
        name,
        url);
    return new PostgreSqlDialect(name, configuration, PoolerMode.TRANSACTION);
  }

  private static boolean isDirect(Connection first) throws SQLException {
    int told = first.unwrap(PGConnection.class).getBackendPID();
    try (Statement statement = first.createStatement();
        ResultSet answer = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      return answer.next() && answer.getInt(1) == told;
    }
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
      Properties properties = properties(deadline);
      return logins.login(
          fingerprint(properties), deadline.remaining(), () -> loggedIn(properties));
    } catch (SQLException failure) {
      throw session.explained(foreseen(failure));
    }
  }

  /** Explained here already: what TLS is to blame for is no rejected login. */
  private Connection loggedIn(Properties properties) throws SQLException {
    try {
      Connection connection = driver.connect(configuration.url(), properties);
      if (connection == null) {
        throw new SQLException("pgjdbc does not recognize the URL " + url, "08001");
      }
      return connection;
    } catch (SQLException failure) {
      throw tls.explained(failure);
    }
  }

  private static int fingerprint(Properties properties) {
    return Objects.hash(
        PGProperty.USER.getOrDefault(properties), PGProperty.PASSWORD.getOrDefault(properties));
  }

  /**
   * Not by {@code Statement.cancel()}: it holds a lock of the connection until the server has taken
   * the request, and the thread whose statement is canceled waits for that lock, also if its
   * connection is aborted and its thread interrupted. A frozen server made callers late by the
   * whole second that the request may take (pgjdbc 42.7.14).
   */
  @Override
  public void cancel(Statement running) throws SQLException {
    running.getConnection().unwrap(PGConnection.class).cancelQuery();
  }

  /** For what pgjdbc did not foresee, an interrupt say, it asks its users to report a bug. */
  private static SQLException foreseen(SQLException failure) {
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
    session.startup(properties);
    tls.startup(properties);
    // The login timeout covers everything, but leaves a thread behind; the connect timeout ends it.
    Duration left = deadline.remaining();
    PGProperty.LOGIN_TIMEOUT.set(properties, String.valueOf(Math.max(1, left.toMillis()) / 1e3));
    PGProperty.CONNECT_TIMEOUT.set(properties, Math.toIntExact(1 + left.toSeconds()));
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, CANCEL_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    // Or else the server's details and the text of batches, with values, get into messages.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    // The driver only remembers what it was told; what the session needs is done here, since the
    // driver would not take it back but set the opposite, whatever an operator wants.
    PGProperty.READ_ONLY_MODE.set(properties, "transaction");
    if (pooler == PoolerMode.TRANSACTION) {
      PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    }
    return properties;
  }

  private static Consumer<String> at(Properties properties, PGProperty property) {
    return value -> property.set(properties, value);
  }

  /** A pooler answers for itself how many connections it takes. */
  @Override
  public ServerFacts facts(Connection first) throws SQLException {
    ServerFacts told = PostgreSqlFacts.of(first);
    return pooler == PoolerMode.NONE ? told : ServerFacts.of(told.attributes());
  }

  @Override
  public Optional<String> schema() {
    return configuration.schema();
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
    return PostgreSqlStates.RULES;
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
    if (pooler != PoolerMode.TRANSACTION) {
      NetworkLimit.run(
          physical,
          deadline,
          readOnly
              ? "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
              : "RESET default_transaction_read_only");
    }
    physical.setReadOnly(readOnly); // from now on the driver begins transactions so
  }

  @Override
  public boolean isReadOnlyByTransaction() {
    return pooler == PoolerMode.TRANSACTION;
  }

  @Override
  public void beginSession(Connection physical, Deadline deadline) throws SQLException {
    session.begin(physical, deadline);
  }

  /** Behind a pooler for transactions there is no session of ours that could be changed. */
  @Override
  public boolean undoesTexts() {
    return true;
  }

  @Override
  public SessionEffect effectOf(String sql) {
    return pooler == PoolerMode.TRANSACTION ? SessionEffect.NONE : PostgreSqlSessionState.of(sql);
  }

  @Override
  public @Nullable String rejection(String sql) {
    String what = pooler == PoolerMode.TRANSACTION ? PostgreSqlSessionState.surelyLeft(sql) : null;
    return what == null
        ? null
        : what
            + " is not allowed behind a pooler for transactions (pooler TRANSACTION), because it would"
            + " change the session of other applications; use SET LOCAL or pg_advisory_xact_lock in"
            + " inTransaction, or connect to the server directly";
  }

  @Override
  public @Nullable String noOwnSession() {
    return pooler == PoolerMode.TRANSACTION
        ? "LISTEN and advisory locks need a session of their own, which a pooler for transactions"
            + " (pooler TRANSACTION) does not give; connect to the server directly, or lock with"
            + " pg_advisory_xact_lock in inTransaction"
        : null;
  }

  @Override
  public boolean resetsSessions() {
    return pooler != PoolerMode.TRANSACTION;
  }

  @Override
  public void resetSession(Connection physical, Deadline deadline) throws SQLException {
    physical.setReadOnly(false); // as the session is after its reset
    session.reset(physical, deadline);
  }

  /** A server that an operator has set to read-only says so as well as a standby. */
  @Override
  public boolean takesWrites(Connection physical) throws SQLException {
    try (Statement statement = physical.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT NOT pg_is_in_recovery() AND NOT current_setting('default_transaction_read_only')::boolean")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /**
   * A time would be that of the last commit, which says nothing while nothing is committed, and is
   * read on another clock. What was committed with {@code synchronous_commit = off} is flushed up
   * to three {@code wal_writer_delay} later.
   */
  @Override
  public Optional<String> position() {
    return Optional.of(
        "SELECT (CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()"
            + " ELSE pg_catalog.pg_current_wal_flush_lsn() END - '0/0'::pg_catalog.pg_lsn)::bigint");
  }

  /** Goes to the server together with BEGIN, and ends with the transaction. */
  @Override
  public boolean fetchesOnlyInTransactions() {
    return true;
  }

  @Override
  public void isolate(Connection pooled, TransactionOptions.Isolation isolation)
      throws SQLException {
    Isolations.ofTransaction(pooled, isolation);
  }

  @Override
  public Optional<String> transactionId(Connection physical) throws SQLException {
    try (Statement statement = physical.createStatement();
        ResultSet answer = statement.executeQuery("SELECT pg_catalog.txid_current_if_assigned()")) {
      return answer.next() ? Optional.ofNullable(answer.getString(1)) : Optional.empty();
    }
  }

  /** A server that has taken over may not have heard of the transaction, which is decided then. */
  @Override
  public boolean isUndecided(Connection physical, String transactionId) throws SQLException {
    try (PreparedStatement statement =
        physical.prepareStatement("SELECT pg_catalog.txid_status(?) = 'in progress'")) {
      statement.setLong(1, Long.parseLong(transactionId));
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    } catch (SQLException failure) {
      if (IN_THE_FUTURE.equals(failure.getSQLState())) {
        return false;
      }
      throw failure;
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
