package dev.connections.sql.internal.pool;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.text.SessionEffect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user has changed in the session of a connection, and how it is undone before the next user
 * gets it. For one thread at a time.
 */
final class SessionChanges {

  /** How long resetting a session may take. */
  private static final Duration RESET_LIMIT = Duration.ofSeconds(1);

  private final SqlDialect dialect;
  private final Connection physical;

  private SessionEffect effect = SessionEffect.NONE;
  private @Nullable List<Exchange<?>> undo;
  private boolean restoresQueryTimeout;

  SessionChanges(SqlDialect dialect, Connection physical) {
    this.dialect = dialect;
    this.physical = physical;
  }

  /** By when a session that is reset now must be. */
  static Deadline deadline() {
    return Deadline.after(RESET_LIMIT, TimeSource.system());
  }

  void note(SessionEffect more) {
    effect = effect.and(more);
  }

  /** A statement will run, or something was set that will be set back. */
  void forget() throws SQLException {
    dialect.forgetSessionChange(physical);
  }

  /** A statement has run: the driver may know that it has changed the session. */
  void look() throws SQLException {
    if (dialect.hasChangedSession(physical)) {
      note(dialect.resetsSessions() ? SessionEffect.RESETTABLE : SessionEffect.LASTING);
    }
  }

  /** Does something before the connection is lent again; last things first. */
  void atEnd(Exchange<?> action) {
    if (undo == null) {
      undo = new ArrayList<>();
    }
    undo.add(0, action);
  }

  /** Whether the query timeout that it had will be restored. */
  boolean restoresQueryTimeout() {
    return restoresQueryTimeout;
  }

  /** Restores the query timeout at the end. */
  void restoreQueryTimeout(Exchange<?> action) {
    restoresQueryTimeout = true;
    atEnd(action);
  }

  /** Whether nothing can undo them. */
  boolean isLasting() {
    return effect == SessionEffect.LASTING;
  }

  /** Makes the session what it was. */
  void undo() throws SQLException {
    if (undo != null) {
      for (Exchange<?> action : undo) {
        action.run();
      }
    }
    if (effect == SessionEffect.RESETTABLE) {
      dialect.resetSession(physical, deadline());
    }
  }
}
