package dev.connections.sql;

import dev.connections.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between databases. Immutable and thread-safe. */
interface SqlDialect {

  /**
   * Opens a physical connection, with the present password.
   *
   * @param deadline by when; handed to the driver
   */
  Connection connect(Deadline deadline) throws SQLException;

  /** Where it connects to, fit to be shown. */
  String address();

  /** The names of the hosts it connects to; none where there are no hosts. */
  default List<String> hosts() {
    return List.of();
  }

  /** What its SQLSTATEs mean where they differ from the common ones; asked before those. */
  List<SqlStateRule> rules();

  /** Reads its driver's exceptions. */
  default SqlErrors errors() {
    return SqlErrors.STANDARD;
  }

  /** Whether the driver knows that a transaction has failed and waits for its rollback. */
  default boolean knowsFailedTransactions() {
    return false;
  }

  /**
   * Makes the server refuse writes on a physical connection, or allow them again. Does no exchange
   * where nothing changes. Does nothing where the server cannot.
   *
   * @param deadline by when; handed to the driver
   */
  void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline) throws SQLException;

  /** Whether the driver fetches rows in portions only within a transaction. */
  default boolean fetchesOnlyInTransactions() {
    return false;
  }

  /** Whether the server takes writes, or is a replica or set to read-only; one exchange. */
  boolean takesWrites(Connection physical) throws SQLException;

  /** Sets the isolation of the transaction that the next statement begins, and of no other. */
  void isolate(Connection pooled, TransactionOptions.Isolation isolation) throws SQLException;

  /**
   * How the transaction on a physical connection stands, as far as the driver can tell without
   * asking the server.
   *
   * @param uncommitted whether the calls on the connection make one think that one is open
   */
  TransactionStatus transaction(Connection physical, boolean uncommitted) throws SQLException;
}
