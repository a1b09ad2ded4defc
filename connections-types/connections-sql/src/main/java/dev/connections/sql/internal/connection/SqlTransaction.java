package dev.connections.sql.internal.connection;

import dev.connections.Effect;
import dev.connections.Operation;
import dev.connections.sql.TransactionOptions;
import java.sql.Connection;

/**
 * A transaction that is open, as the calls see it that join it. Used by the thread that has begun
 * it.
 */
final class SqlTransaction {

  private final String connection;
  private final Operation operation;
  private final TransactionOptions options;
  private final boolean readOnly;
  private final int attempt;
  private final Connection jdbc;
  private final JoinedFailures failures;

  SqlTransaction(
      String connection,
      Operation operation,
      TransactionOptions options,
      boolean readOnly,
      int attempt,
      Connection jdbc,
      JoinedFailures failures) {
    this.connection = connection;
    this.operation = operation;
    this.options = options;
    this.readOnly = readOnly;
    this.attempt = attempt;
    this.jdbc = jdbc;
    this.failures = failures;
  }

  /** Which run of its block this is. */
  int attempt() {
    return attempt;
  }

  /** What the work of the transaction, and of all that join it, is given. */
  Connection jdbc() {
    return jdbc;
  }

  /** Rejects what asks for something that this transaction is not. */
  void check(Operation joining, TransactionOptions wanted) {
    if (wanted.isolation() != TransactionOptions.Isolation.DATABASE_DEFAULT
        && wanted.isolation() != options.isolation()) {
      throw contradicts(joining, "isolation " + wanted.isolation(), "" + options.isolation());
    }
    if (wanted.readOnly() && !readOnly) {
      throw contradicts(joining, "asReadOnly()", "a transaction that may write");
    }
    if (readOnly && !wanted.readOnly() && joining.effect() != Effect.READ) {
      throw contradicts(joining, "a transaction that may write", "a read-only transaction");
    }
  }

  private IllegalStateException contradicts(Operation joining, String wanted, String has) {
    return new IllegalStateException(
        connection
            + ", operation '"
            + joining.name()
            + "': it asks for "
            + wanted
            + ", but would join the transaction of operation '"
            + operation.name()
            + "', which has "
            + has
            + "; give both the same options, or use requiresNew()");
  }

  /** Something that joins has failed: nothing of this transaction will be committed. */
  void failed(Operation joining, Throwable told) {
    failures.note(joining, told);
  }

  /** Does not commit if something that joined has failed, although its exception was caught. */
  void checkCommittable() {
    Operation culprit = failures.operation();
    if (culprit != null) {
      throw new IllegalStateException(
          connection
              + ", operation '"
              + operation.name()
              + "': the transaction was rolled back, because operation '"
              + culprit.name()
              + "', which had joined it, failed, and its exception was caught; let it pass, guard"
              + " the statements with a savepoint, or run the operation with requiresNew()",
          failures.failure());
    }
  }
}
