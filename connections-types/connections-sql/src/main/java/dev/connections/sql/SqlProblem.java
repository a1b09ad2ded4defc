package dev.connections.sql;

import org.jspecify.annotations.Nullable;

/** The sorts of error that applications tell apart, whatever the database. */
public enum SqlProblem {
  /** A row with this key exists already. */
  UNIQUE_VIOLATION,
  /** A row refers to one that does not exist, or is referred to by another one. */
  FOREIGN_KEY_VIOLATION,
  /** A column must have a value. */
  NOT_NULL_VIOLATION,
  /** A check constraint does not hold. */
  CHECK_VIOLATION,
  /** Another constraint does not hold. */
  OTHER_CONSTRAINT_VIOLATION,
  /** There is no such table or view. */
  UNKNOWN_TABLE,
  /** There is no such column. */
  UNKNOWN_COLUMN,
  /** The transaction was the victim of a deadlock. */
  DEADLOCK,
  /** The transaction collided with another one. */
  SERIALIZATION_FAILURE,
  /** A lock was not available in time. */
  LOCK_TIMEOUT,
  /** Anything else. */
  OTHER;

  static SqlProblem of(@Nullable String state, int vendorCode) {
    if (state == null) {
      return OTHER;
    }
    return switch (state) {
      case "23505" -> UNIQUE_VIOLATION;
      case "23503", "23506" -> FOREIGN_KEY_VIOLATION;
      case "23502" -> NOT_NULL_VIOLATION;
      case "23513", "23514" -> CHECK_VIOLATION;
      case "42P01", "42S02", "42S03", "42S04" -> UNKNOWN_TABLE;
      case "42703", "42S22" -> UNKNOWN_COLUMN;
      case "40P01" -> DEADLOCK;
      case "40001" -> vendorCode == 40001 ? DEADLOCK : SERIALIZATION_FAILURE;
      case "55P03", "HYT00" -> LOCK_TIMEOUT;
      default -> state.startsWith("23") ? OTHER_CONSTRAINT_VIOLATION : OTHER;
    };
  }
}
