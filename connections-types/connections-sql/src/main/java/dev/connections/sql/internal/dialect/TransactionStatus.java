package dev.connections.sql.internal.dialect;

/** How a transaction stands. */
public enum TransactionStatus {
  /** There is none. */
  NONE,
  /** It is open. */
  OPEN,
  /** A statement failed, and the database will roll all of it back even if asked to commit. */
  FAILED
}
