package dev.connections.failure;

/** What is known of the effect of a failed operation. */
public enum Outcome {
  /** The request never left. */
  NOT_SENT,
  /** The external system said that it applied nothing. */
  NOT_APPLIED,
  /** The answer was lost: it is not known whether it was applied. */
  UNKNOWN,
  /** The external system applied it, although the operation failed afterwards. */
  APPLIED;

  /** Whether it was applied, or may have been. */
  public boolean mayBeApplied() {
    return this == UNKNOWN || this == APPLIED;
  }
}
