package dev.connections.sql.sqlite;

import static dev.connections.spi.FailureClassification.Kind.PERMANENT;
import static dev.connections.spi.FailureClassification.Kind.TIMEOUT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ANSWERED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.LOST;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AND_CLOSED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AS_READ_ONLY;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AS_STALE;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ROLLED_BACK;
import static dev.connections.sql.internal.failure.SqlStateRules.fault;
import static dev.connections.sql.internal.failure.SqlStateRules.rule;

import dev.connections.sql.internal.failure.SqlStateRule;
import java.util.List;

/**
 * What result codes of SQLite mean, by their low byte, since its driver gives no states. Source of
 * all: sqlite.org/rescode.html, measured with sqlite-jdbc 3.54.1.0 where it says so; "run" below: a
 * test here provokes it.
 */
final class SqliteStates {

  static final int BUSY = 5;
  static final int READONLY = 8;
  static final int INTERRUPT = 9;
  static final int CANTOPEN = 14;

  /** A whole batch in auto-commit mode: what came before the failing entry stays (run). */
  static final String BATCH = "sqlite/batch";

  static final String BATCH_BUSY = "sqlite/batch-busy";
  static final String BATCH_CANCELED = "sqlite/batch-canceled";

  /** A transaction that has read cannot write any more, since others have written. */
  static final String SNAPSHOT = "sqlite/snapshot";

  /** The transaction was over already, and no one knew. */
  static final String NO_TRANSACTION = "sqlite/no-transaction";

  /** The session's file is not the one at its path any more. */
  static final String MOVED_FILE = "sqlite/moved-file";

  /** What to do where writes are rejected that should not be. */
  static final String CHECK_RIGHTS =
      "Check the rights of the file and its folder, whether they are mounted read-only, and the"
          + " setting readOnly";

  private static final String LOCKED = "The database is locked by another connection or process";
  private static final String SHORTER =
      "Keep transactions that write short, or raise timeouts.acquire and the deadline";
  private static final String CANCELED = "The statement was canceled";
  private static final String PART = "A batch failed; its entries before that were applied";

  static final List<SqlStateRule> RULES =
      List.of(
          rule(BATCH, PERMANENT, ANSWERED, PART, "Run the batch in a transaction"),
          rule(BATCH_BUSY, TRANSIENT, ANSWERED, PART + ": " + LOCKED, SHORTER),
          rule(BATCH_CANCELED, TIMEOUT, ANSWERED, PART + ": " + CANCELED, null),
          rule(SNAPSHOT, TRANSIENT, ROLLED_BACK, LOCKED, "Run the whole transaction again"),
          rule(
              NO_TRANSACTION,
              PERMANENT,
              REJECTED_AND_CLOSED,
              "The transaction was over already, ended by an error or by a statement",
              "Let failures pass; end transactions by JDBC's methods, not by statements"),
          fault(
              MOVED_FILE, // run
              TRANSIENT,
              REJECTED_AS_STALE,
              MovedFileException.PROBLEM,
              "Stop the application before its file is moved; what is at the path now is opened"
                  + " with the next call"),
          rule("/1", PERMANENT, REJECTED, "SQLite rejected the statement", "Correct the statement"),
          rule("/3", PERMANENT, REJECTED, "Access is not allowed", "Check the file's rights"),
          rule("/4", PERMANENT, REJECTED, "The statement was ended by another one", null),
          rule("/5", TRANSIENT, REJECTED, LOCKED, SHORTER), // run
          rule("/6", TRANSIENT, REJECTED, "A table is locked by the same connection", SHORTER),
          fault("/7", PERMANENT, ROLLED_BACK, "SQLite has not enough memory", null),
          rule(
              "/8", // run
              PERMANENT,
              REJECTED_AS_READ_ONLY,
              "The database is read-only",
              "If the operation is a READ, use one that is not. Otherwise: " + CHECK_RIGHTS),
          rule("/9", TIMEOUT, ROLLED_BACK, CANCELED, null), // run
          fault("/10", TRANSIENT, LOST, "The file cannot be read or written", "Check the disk"),
          fault("/11", PERMANENT, REJECTED_AND_CLOSED, "The file is damaged", "Restore a backup"),
          fault("/13", PERMANENT, ROLLED_BACK, "The disk, or the database, is full", "Make room"),
          fault(
              "/14", // run
              PERMANENT,
              REJECTED_AND_CLOSED,
              "The file cannot be opened",
              "Check url, the rights of the file and its folder, and for a readOnly one in WAL mode"
                  + " that its -wal and -shm files can be read"),
          rule("/15", TRANSIENT, REJECTED, "The file's locks are in disorder", null),
          rule("/17", TRANSIENT, REJECTED, "The schema has changed meanwhile", null),
          rule("/18", PERMANENT, REJECTED, "A value is too long", "Shorten it, or raise the limit"),
          rule("/19", PERMANENT, REJECTED, "A constraint was violated", "Correct the data"), // run
          rule("/20", PERMANENT, REJECTED, "A value has the wrong type", "Correct the data"),
          rule("/23", PERMANENT, REJECTED, "The statement is not allowed", null),
          rule("/25", PERMANENT, REJECTED, "There is no such parameter", "Correct its index"),
          fault(
              "/26", PERMANENT, REJECTED_AND_CLOSED, "The file is no database", "Check url"), // run
          rule(
              "/101", // run
              PERMANENT,
              ANSWERED,
              "The statement ran, but gave no rows",
              "It was applied. Call executeUpdate for what returns no rows"));

  private SqliteStates() {}
}
