package dev.connections.sql.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a database in memory while its connection is open. H2 drops it with the last session, and a
 * session that was changed is closed instead of lent again: without this, a migration by Flyway
 * would lose all that it had done. Thread-safe.
 */
final class H2Keeper {

  private static final Logger log = LoggerFactory.getLogger(H2Keeper.class);

  /** Makes a session. */
  @FunctionalInterface
  interface Sessions {
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
   * @param url of the database; one without a name belongs to a single session, and one with {@code
   *     DB_CLOSE_DELAY} says itself how long it stays
   */
  H2Keeper(String url, Sessions sessions) {
    String lower = url.toLowerCase(Locale.ROOT);
    this.needed = lower.matches("jdbc:h2:mem:[^;]+(;.*)?") && !lower.contains(";db_close_delay=");
    this.sessions = sessions;
  }

  /** The connection is opened; its database is kept from now on. */
  void begin() throws SQLException {
    lock.lock();
    try {
      keeping = true;
      renew();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps the database again if it was shut down while it was kept. */
  void renew() throws SQLException {
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
  void close() {
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
