package dev.connections.sql;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction is run. Immutable and thread-safe.
 *
 * <pre>{@code
 * orders.inTransaction(TRANSFER, TransactionOptions.serializable(), jdbc -> …);
 * }</pre>
 *
 * @param isolation what it sees of others
 * @param readOnly whether the server must reject writes, where it can
 * @param maxAttempts how often the whole block may be run, if the database rolls it back or it is
 *     never begun; 1, the default, for once
 * @param separate whether it is a transaction of its own, on another connection, also inside a
 *     transaction of the same connection and thread, which it would join otherwise
 * @param look what decides whether it was applied, if the answer to its commit is lost; null, the
 *     default, for nothing
 */
public record TransactionOptions(
    Isolation isolation,
    boolean readOnly,
    int maxAttempts,
    boolean separate,
    @Nullable CommitLook look) {

  /** The database's own isolation, writes allowed. */
  public static final TransactionOptions DEFAULT =
      new TransactionOptions(Isolation.DATABASE_DEFAULT, false, 1);

  /** What a transaction sees of others. */
  public enum Isolation {
    /** What the database or the role is configured with. */
    DATABASE_DEFAULT,
    /** What has been committed when each statement begins. */
    READ_COMMITTED,
    /** What had been committed when the transaction began. */
    REPEATABLE_READ,
    /** As if transactions ran one after the other. */
    SERIALIZABLE
  }

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if there is no attempt, or if there is something to look for
   *     after a transaction that only reads
   */
  public TransactionOptions {
    Objects.requireNonNull(isolation, "isolation");
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "A transaction needs at least 1 attempt, but was given " + maxAttempts);
    }
    if (readOnly && look != null) {
      throw new IllegalArgumentException(
          "verifiedBy looks for what a transaction has written, but asReadOnly() keeps it from"
              + " writing; leave one of them out");
    }
  }

  /** Options of a transaction that joins one that is open. */
  public TransactionOptions(Isolation isolation, boolean readOnly, int maxAttempts) {
    this(isolation, readOnly, maxAttempts, false);
  }

  /** Options of a transaction whose commit is not verified. */
  public TransactionOptions(
      Isolation isolation, boolean readOnly, int maxAttempts, boolean separate) {
    this(isolation, readOnly, maxAttempts, separate, null);
  }

  /** Writes allowed, {@link Isolation#READ_COMMITTED}. */
  public static TransactionOptions readCommitted() {
    return new TransactionOptions(Isolation.READ_COMMITTED, false, 1);
  }

  /** Writes allowed, {@link Isolation#REPEATABLE_READ}. */
  public static TransactionOptions repeatableRead() {
    return new TransactionOptions(Isolation.REPEATABLE_READ, false, 1);
  }

  /** Writes allowed, {@link Isolation#SERIALIZABLE}. */
  public static TransactionOptions serializable() {
    return new TransactionOptions(Isolation.SERIALIZABLE, false, 1);
  }

  /** These options, for a transaction that only reads. */
  public TransactionOptions asReadOnly() {
    return new TransactionOptions(isolation, true, maxAttempts, separate, look);
  }

  /**
   * These options, for a block that may be run again as a whole: whatever it changes outside of the
   * database, in memory for instance, it must be able to change twice. It is run again after a
   * serialization failure or a deadlock, and after the connection was lost before the commit; after
   * the answer to a commit was lost only if the operation is idempotent as well, or if it is
   * {@linkplain #verifiedBy verified} that nothing was applied. A {@link TransactionWork} gets the
   * number of its run.
   *
   * @param attempts how often at most, the first time included
   * @throws IllegalArgumentException if it is less than 1
   */
  public TransactionOptions repeatable(int attempts) {
    return new TransactionOptions(isolation, readOnly, attempts, separate, look);
  }

  /**
   * These options, for a transaction that never joins another one: inside a transaction it gets a
   * second connection, and is committed or rolled back independently. It waits for that connection
   * no longer than {@code timeouts.acquire}, and must not wait for rows that the outer transaction
   * has locked.
   */
  public TransactionOptions requiresNew() {
    return new TransactionOptions(isolation, readOnly, maxAttempts, true, look);
  }

  /**
   * These options, for a transaction of which the caller can find out whether it was applied. If
   * the answer to its COMMIT is lost, the look decides, on another connection and within what is
   * left of the deadline: it was applied, and its value is returned; or it was not, which is a
   * failure with the outcome {@link dev.connections.failure.Outcome#NOT_APPLIED}, or the next run
   * if it is {@linkplain #repeatable repeatable}. Only if looking fails is the outcome unknown.
   *
   * <p>So that time is left to look, the answer to COMMIT is awaited for half of what is left of
   * the deadline. On PostgreSQL it costs one exchange before each COMMIT, by which the server is
   * later asked whether it still works on the transaction. A block that joins another transaction
   * is committed with that one, by the options of the outermost call.
   *
   * <pre>{@code
   * orders.inTransaction(PLACE, TransactionOptions.serializable().repeatable(3)
   *     .verifiedBy(jdbc -> exists(jdbc, order.id())), jdbc -> insert(jdbc, order));
   * }</pre>
   *
   * @throws IllegalArgumentException if the transaction only reads
   */
  public TransactionOptions verifiedBy(CommitLook look) {
    return new TransactionOptions(
        isolation, readOnly, maxAttempts, separate, Objects.requireNonNull(look, "look"));
  }
}
