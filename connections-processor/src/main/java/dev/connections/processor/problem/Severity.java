package dev.connections.processor.problem;

/** How bad a problem is. */
public enum Severity {
  /** The compilation fails. */
  ERROR,
  /** Something is left out or surprising. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
