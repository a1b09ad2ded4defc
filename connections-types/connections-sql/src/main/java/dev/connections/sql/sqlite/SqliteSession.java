package dev.connections.sql.sqlite;

import dev.connections.Deadline;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * The driver's connection, with what the driver leaves out: it can be stopped from another thread,
 * it takes the lock for writing when a transaction writes for the first time rather than when the
 * one before is over, and it knows when its file is gone. As thread-safe as the driver's, except
 * that {@link #stop} comes from other threads.
 */
final class SqliteSession extends JDBC4Connection {

  private static final long JUST_NOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final String WITHIN = "within a transaction";

  /** Null while the driver makes the connection, which calls methods of this class. */
  private final @Nullable LockWait waiting;

  private final @Nullable SqliteFile file;
  private final @Nullable Object fileKey;
  private final ReentrantLock closing = new ReentrantLock();
  private boolean closed;

  /** Null until it is known; the driver calls back while it is made. */
  private @Nullable Boolean readOnly;

  /** Whether the file was there when it was last looked for, and nothing was done since. */
  private boolean seen;

  private long seenAt;

  /** Whether this transaction has the lock for writing. */
  private boolean locked;

  /**
   * Opens the database.
   *
   * @param name a path, or what SQLite takes as one
   * @param file null if it is in memory
   * @param waiting how it waits for locks
   */
  SqliteSession(
      String url, String name, Properties properties, @Nullable SqliteFile file, LockWait waiting)
      throws SQLException {
    super(url, name, properties);
    this.waiting = waiting;
    this.file = file;
    this.fileKey = file == null ? null : file.key();
    BusyHandler.setHandler(this, waiting);
  }

  /** The file that it has open; null if it is in memory, or if it was gone at once. */
  @Nullable Object fileKey() {
    return fileKey;
  }

  /** Whether its file is no longer the one at the path: it would go on in it, and not tell. */
  boolean isOrphan() {
    boolean gone = file != null && file.isGone(fileKey);
    seen = !gone;
    seenAt = System.nanoTime();
    return gone;
  }

  /**
   * Fails if it is; before each statement and each commit, since a session may be held for long.
   * The first statement of a loan mostly comes right after the look before the loan, which will do.
   */
  void requireFile() throws MovedFileException {
    boolean justSeen = seen && System.nanoTime() - seenAt < JUST_NOW_NANOS;
    seen = false;
    if (file != null && !justSeen && file.isGone(fileKey)) {
      throw new MovedFileException(file.path());
    }
  }

  /** Rejects writes from now on, or takes them again; outside of transactions. */
  void rejectWrites(boolean rejected) throws SQLException {
    if (readOnly == null || readOnly != rejected) {
      run("PRAGMA query_only=" + (rejected ? 1 : 0));
      readOnly = rejected;
    }
  }

  /** What is done with it from now on is to be over by then; null if no one says when. */
  void until(@Nullable Deadline deadline) {
    if (waiting != null) {
      waiting.until(deadline);
    }
  }

  /** Runs something that is no part of a transaction, or ends or begins one. */
  void run(String sql) throws SQLException {
    int unused = getDatabase()._exec(sql); // it throws if it fails
  }

  /**
   * Ends what runs, and all that would run later: SQLite may have ended the transaction with it.
   * Does not block. Not while it is closed by another thread, since SQLite would use what it has
   * freed.
   */
  void stop() throws SQLException {
    if (waiting != null) {
      waiting.stop();
    }
    closing.lock();
    try {
      if (!closed) {
        getDatabase().interrupt();
      }
    } finally {
      closing.unlock();
    }
  }

  /**
   * Whether SQLite has ended the transaction that the driver believes to be open: SQLite begins
   * another one only then. That one stays, so that the driver can roll it back.
   */
  boolean hasUndone() {
    try {
      run("begin");
      locked = false;
      return true;
    } catch (SQLException rejected) {
      return !String.valueOf(rejected.getMessage()).contains(WITHIN);
    }
  }

  /**
   * Takes the lock for writing, if this is a transaction that may write. Before its first
   * statement: later it would get it only if no one else has written meanwhile. The driver itself
   * begins the next transaction with the commit of the last, so it would keep the lock while the
   * connection idles, and a commit that is done would fail with the lock of someone else.
   */
  void lockForWriting() throws SQLException {
    if (locked || readOnly == null || readOnly || getAutoCommit()) {
      return;
    }
    run("commit");
    try {
      run("begin immediate");
      locked = true;
    } catch (SQLException failure) {
      run("begin");
      throw failure;
    }
  }

  /** All ways to prepare one lead here. */
  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    checkOpen();
    checkCursor(type, concurrency, holdability);
    return new SqliteStatement(this, sql);
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    lockForWriting();
    return super.setSavepoint();
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    lockForWriting();
    return super.setSavepoint(name);
  }

  /** The pool's, which the driver rejects; who wants it is told by {@link #rejectWrites}. */
  @Override
  public void setReadOnly(boolean ignored) {}

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    super.setAutoCommit(autoCommit);
    locked = false;
  }

  @Override
  public void commit() throws SQLException {
    requireFile();
    super.commit();
    locked = false;
  }

  @Override
  public void rollback() throws SQLException {
    super.rollback();
    locked = false;
  }

  /** The driver sets it around a statement with a query timeout, in place of our waiting. */
  @Override
  public void setBusyTimeout(int millis) throws SQLException {
    if (waiting == null) {
      super.setBusyTimeout(millis);
    } else {
      waiting.limit(millis);
    }
  }

  @Override
  public int getBusyTimeout() {
    return waiting == null ? super.getBusyTimeout() : waiting.limitMillis();
  }

  /** The driver's own does not look at the file. */
  @Override
  public boolean isValid(int seconds) throws SQLException {
    boolean stopped = waiting == null || waiting.isStopped();
    if (stopped || isClosed() || isOrphan()) {
      return false;
    }
    try (Statement statement = createStatement();
        ResultSet answer = statement.executeQuery(SqliteDialect.LOOK)) {
      return answer.next();
    } catch (SQLException failure) {
      return failure.getErrorCode() == SqliteStates.BUSY; // it is there, and someone uses it
    }
  }

  /** The driver's own does nothing. */
  @Override
  public void abort(Executor executor) throws SQLException {
    stop();
  }

  @Override
  public void close() throws SQLException {
    closing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
    } finally {
      closing.unlock();
    }
    super.close();
  }
}
