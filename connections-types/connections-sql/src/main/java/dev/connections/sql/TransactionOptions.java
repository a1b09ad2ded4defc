package dev.connections.sql;

import java.sql.Connection;
import java.util.Objects;

/**
 * How a transaction is run. Immutable and thread-safe.
 *
 * <pre>{@code
 * orders.inTransaction(TRANSFER, TransactionOptions.serializable(), jdbc -> …);
 * }</pre>
 *
 * @param isolation what it sees of others
 * @param readOnly whether the server is to refuse writes, where it can
 */
public record TransactionOptions(Isolation isolation, boolean readOnly) {

  /** The database's own isolation, writes allowed. */
  public static final TransactionOptions DEFAULT =
      new TransactionOptions(Isolation.DATABASE_DEFAULT, false);

  /** What a transaction sees of others. */
  public enum Isolation {
    /** What the database or the role is configured with. */
    DATABASE_DEFAULT(Connection.TRANSACTION_NONE),
    /** What has been committed when each statement begins. */
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
    /** What had been committed when the transaction began. */
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
    /** As if transactions ran one after the other. */
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

    private final int level;

    Isolation(int level) {
      this.level = level;
    }

    /** The constant of {@link Connection}; {@code TRANSACTION_NONE} to leave it alone. */
    int level() {
      return level;
    }
  }

  /** Checks that nothing is null. */
  public TransactionOptions {
    Objects.requireNonNull(isolation, "isolation");
  }

  /** Writes allowed, {@link Isolation#READ_COMMITTED}. */
  public static TransactionOptions readCommitted() {
    return new TransactionOptions(Isolation.READ_COMMITTED, false);
  }

  /** Writes allowed, {@link Isolation#REPEATABLE_READ}. */
  public static TransactionOptions repeatableRead() {
    return new TransactionOptions(Isolation.REPEATABLE_READ, false);
  }

  /** Writes allowed, {@link Isolation#SERIALIZABLE}. */
  public static TransactionOptions serializable() {
    return new TransactionOptions(Isolation.SERIALIZABLE, false);
  }

  /** These options, for a transaction that only reads. */
  public TransactionOptions asReadOnly() {
    return new TransactionOptions(isolation, true);
  }
}
