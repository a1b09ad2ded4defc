package dev.connections.sql.sqlite;

import dev.connections.Deadline;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.InitSql;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.MemoryKeeper;
import dev.connections.sql.internal.dialect.MissingDriver;
import dev.connections.sql.internal.dialect.ServerFacts;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.SettingException;
import dev.connections.sql.internal.failure.SqlErrors;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.text.SessionEffect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SQLite through sqlite-jdbc, in the process. */
final class SqliteDialect implements SqlDialect {

  /** What SQLite makes of a URL's file: only reading, reading and writing, and making it. */
  private static final int READ = 1;

  private static final int WRITE = 2;
  private static final int CREATE = 4;

  /** For names that are URIs, as that of a database in memory. */
  private static final int URI = 64;

  /** Reads the schema, which a file that does not fit its -wal, say, does not have. */
  static final String LOOK = "SELECT name FROM sqlite_master LIMIT 1";

  private static final Logger log = LoggerFactory.getLogger("dev.connections.sql.pool");

  private final String name;
  private final SqliteConfiguration configuration;
  private final Duration acquire;
  private final JdbcUrl url;
  private final @Nullable SqliteFile file;

  /** What SQLite takes as the file's name. */
  private final String location;

  private final MemoryKeeper keeper;

  /** The last file that was told to be gone. */
  private final AtomicReference<@Nullable Object> told = new AtomicReference<>();

  /**
   * Opens nothing yet.
   *
   * @param acquire how long to wait for a lock at most
   */
  SqliteDialect(String name, SqliteConfiguration configuration, Duration acquire) {
    requireDriver(name);
    this.name = name;
    this.configuration = configuration;
    this.acquire = acquire;
    this.url = JdbcUrl.withQuery(configuration.url());
    String path = SqliteRules.path(url);
    boolean inMemory = path.equals(SqliteRules.MEMORY);
    this.file = inMemory ? null : new SqliteFile(Path.of(path));
    // SQLite's own :memory: would be another database for each connection.
    this.location = inMemory ? "file:/connections-" + UUID.randomUUID() + "?vfs=memdb" : path;
    this.keeper = new MemoryKeeper(inMemory, this::session);
  }

  /** The driver, which the application brings; when a connection is configured, not when used. */
  private static void requireDriver(String name) {
    try {
      new org.sqlite.JDBC();
    } catch (NoClassDefFoundError missing) {
      throw MissingDriver.of(name, "org.xerial:sqlite-jdbc", missing);
    }
  }

  @Override
  public Connection connect(Deadline deadline) throws SQLException {
    SqliteSession session = session();
    try {
      keeper.renew();
      return session;
    } catch (SQLException failure) {
      session.close();
      throw failure;
    }
  }

  private SqliteSession session() throws SQLException {
    if (file != null && configuration.create()) {
      file.folderMustExist();
    } else if (file != null) {
      file.mustExist();
    }
    Object before = file == null ? null : file.key();
    int millis = (int) Math.min(acquire.toMillis(), Integer.MAX_VALUE);
    Properties properties = new Properties();
    properties.putAll(configuration.driverProperties());
    properties.setProperty("open_mode", String.valueOf(openMode()));
    properties.setProperty("foreign_keys", String.valueOf(configuration.foreignKeys()));
    properties.setProperty("busy_timeout", String.valueOf(millis));
    String parameters = configuration.url().substring(url.base().length());
    String opened = file == null ? location + parameters.replace('?', '&') : location + parameters;
    SqliteSession session =
        new SqliteSession(configuration.url(), opened, properties, file, new LockWait(millis));
    try {
      if (file != null && before != null && !before.equals(session.fileKey())) {
        throw new MovedFileException(file.path()); // which of the two it has open, no one knows
      }
      begin(session);
      return session;
    } catch (SQLException failure) {
      session.close();
      throw failure;
    }
  }

  private int openMode() {
    if (file == null) {
      return WRITE | CREATE | URI;
    }
    return configuration.readOnly() ? READ : configuration.create() ? WRITE | CREATE : WRITE;
  }

  /** A file that is no database is opened as well as any; the first statement says so. */
  private void begin(SqliteSession session) throws SQLException {
    if (file == null || configuration.readOnly() || !configuration.writeAheadLog()) {
      text(session, LOOK);
      return;
    }
    String mode = text(session, "PRAGMA journal_mode=WAL");
    if (!"wal".equals(mode)) {
      throw SettingException.lasting(
          "The database file cannot be put into WAL mode; it stays in mode " + mode,
          "Use a local file system, or set writeAheadLog: false",
          new SQLException("journal mode " + mode));
    }
    text(session, LOOK);
  }

  private static @Nullable String text(SqliteSession session, String sql) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      return answer.next() ? answer.getString(1) : null;
    }
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
    return url.base();
  }

  @Override
  public ServerFacts facts(Connection first) throws SQLException {
    Map<String, String> attributes = new LinkedHashMap<>();
    String mode = text(session(first), "PRAGMA journal_mode");
    if (mode != null) {
      attributes.put("journalMode", mode);
    }
    attributes.put("foreignKeys", String.valueOf(configuration.foreignKeys()));
    return ServerFacts.of(attributes);
  }

  @Override
  public List<SqlStateRule> rules() {
    return SqliteStates.RULES;
  }

  @Override
  public SqlErrors errors() {
    return new SqliteErrors();
  }

  @Override
  public void beginSession(Connection physical, Deadline deadline) throws SQLException {
    InitSql.run(configuration.pool(), physical, errors());
  }

  @Override
  public SessionEffect effectOf(String sql) {
    return SqliteSessionState.of(sql);
  }

  @Override
  public @Nullable String rejection(String sql) {
    return SqliteSessionState.rejection(sql);
  }

  @Override
  public boolean mayCommit(String sql, boolean autoCommit) {
    return SqlDialect.super.mayCommit(sql, autoCommit)
        || (autoCommit && SqliteSessionState.keepsPart(sql));
  }

  @Override
  public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline)
      throws SQLException {
    SqliteSession session = session(physical);
    session.until(null); // the last user's deadline
    session.rejectWrites(readOnly);
  }

  @Override
  public void workUntil(Connection physical, Deadline deadline) throws SQLException {
    session(physical).until(deadline);
  }

  /** A file that may only be read is opened so, whatever was asked for, and stays so. */
  @Override
  public boolean opensReadOnly() {
    return true;
  }

  @Override
  public void beginStatement(Connection physical) throws SQLException {
    SqliteSession session = session(physical);
    session.requireFile();
    session.lockForWriting();
  }

  /** All sessions of a file are orphans at once, so it is told once. */
  @Override
  public @Nullable String outdated(Connection physical) throws SQLException {
    SqliteSession session = session(physical);
    if (!session.isOrphan()) {
      return null;
    }
    Object key = session.fileKey();
    if (!Objects.equals(told.getAndSet(key), key)) {
      log.warn(
          "{}: {}: {}. Its sessions are closed, and nothing more is written to it; what is at that"
              + " path now is opened in its place",
          name,
          MovedFileException.PROBLEM,
          location);
    }
    return "the database file was moved, deleted or replaced";
  }

  private static SqliteSession session(Connection physical) throws SQLException {
    return physical.unwrap(SqliteSession.class);
  }

  /** Statement.cancel would not end the waiting for a lock. */
  @Override
  public void cancel(Statement running) throws SQLException {
    session(running.getConnection()).stop();
  }

  /** SQLite interrupts whatever runs, and may have ended the transaction. */
  @Override
  public boolean survivesCancel() {
    return false;
  }

  @Override
  public boolean hasRolledBack(Connection physical, SQLException failure) throws SQLException {
    return session(physical).hasUndone();
  }

  /** By writing, which is undone: of a file that cannot be written SQLite gives even the lock. */
  @Override
  public boolean takesWrites(Connection physical) throws SQLException {
    SqliteSession session = session(physical);
    session.setBusyTimeout(0);
    try {
      session.run("begin immediate");
      session.run("create table \"connections: is it writable\" (i)");
      return true;
    } catch (SQLException failure) {
      if (failure.getErrorCode() == SqliteStates.BUSY) {
        return true; // someone writes
      }
      if (failure.getErrorCode() == SqliteStates.READONLY) {
        return false;
      }
      throw failure;
    } finally {
      session.hasUndone(); // it is open again, or still
      session.run("rollback");
    }
  }

  /** Transactions of SQLite are serializable, whatever is asked for. */
  @Override
  public void isolate(Connection pooled, TransactionOptions.Isolation isolation) {}

  @Override
  public TransactionStatus transaction(Connection physical, boolean uncommitted) {
    return uncommitted ? TransactionStatus.OPEN : TransactionStatus.NONE;
  }
}
