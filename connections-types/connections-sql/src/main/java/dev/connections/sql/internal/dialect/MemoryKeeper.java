package dev.connections.sql.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a database in memory while its connection is open. It is dropped with the last session, and
 * a session that was changed is closed instead of lent again: without this, a migration by Flyway
 * would lose all that it had done. Thread-safe.
 */
public final class MemoryKeeper {

  private static final Logger log = LoggerFactory.getLogger(MemoryKeeper.class);

  /** Makes a session. */
  @FunctionalInterface
  public interface Sessions {
    Connection open() throws SQLException;
  }

  private final boolean needed;
  private final Sessions sessions;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection kept;

  /** False before the connection is opened and after it is closed; it may be reopened. */
  private boolean keeping;

  /**
   * Keeps nothing yet.
   *
   * @param needed whether there is a database in memory that must be kept
   */
  public MemoryKeeper(boolean needed, Sessions sessions) {
    this.needed = needed;
    this.sessions = sessions;
  }

  /** The connection is opened; its database is kept from now on. */
  public void begin() throws SQLException {
    lock.lock();
    try {
      keeping = true;
      renew();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps the database again if it was shut down while it was kept. */
  public void renew() throws SQLException {
    if (!needed) {
      return;
    }
    lock.lock();
    try {
      if (keeping && (kept == null || kept.isClosed())) {
        kept = sessions.open();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets the database go, until the connection is reopened. */
  public void close() {
    Connection last;
    lock.lock();
    try {
      keeping = false;
      last = kept;
      kept = null;
    } finally {
      lock.unlock();
    }
    if (last != null) {
      try {
        last.close();
      } catch (SQLException failure) {
        log.debug("The session that kept a database in memory could not be closed", failure);
      }
    }
  }
}
