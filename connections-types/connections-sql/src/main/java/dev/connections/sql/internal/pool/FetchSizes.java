package dev.connections.sql.internal.pool;

import dev.connections.sql.internal.dialect.SqlDialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, once for a connection, that a fetch size has no effect: the driver reads all rows into
 * memory then, and says nothing. Thread-safe.
 */
final class FetchSizes {

  private static final Logger log = LoggerFactory.getLogger("dev.connections.sql.FetchSizes");

  private final SqlDialect dialect;
  private final Object connection;
  private final AtomicBoolean reported = new AtomicBoolean();

  /**
   * For a connection.
   *
   * @param connection has its name as text
   */
  FetchSizes(SqlDialect dialect, Object connection) {
    this.dialect = dialect;
    this.connection = connection;
  }

  /** Looks at a query before it is sent. */
  void look(Statement statement, boolean autoCommit) throws SQLException {
    if (dialect.fetchesOnlyInTransactions() && !reported.get() && statement.getFetchSize() > 0) {
      String why = why(statement, autoCommit);
      if (why != null && reported.compareAndSet(false, true)) {
        log.warn(
            "{}: setFetchSize({}) has no effect {}: the driver reads all rows into memory. Read in a"
                + " transaction (inTransaction, or setAutoCommit(false)) with a TYPE_FORWARD_ONLY"
                + " statement that closes its cursors at commit; this is reported once",
            connection,
            statement.getFetchSize(),
            why);
      }
    }
  }

  private static @Nullable String why(Statement statement, boolean autoCommit) throws SQLException {
    if (autoCommit) {
      return "in auto-commit mode";
    }
    if (statement.getResultSetType() != ResultSet.TYPE_FORWARD_ONLY) {
      return "for a scrollable result set";
    }
    return statement.getResultSetHoldability() == ResultSet.HOLD_CURSORS_OVER_COMMIT
        ? "for a cursor that is held over commit"
        : null;
  }
}
