package dev.connections;

/**
 * What happens to the external system if an operation is done twice. It decides whether an
 * operation whose answer was lost may be repeated.
 */
public enum Effect {
  /** Changes nothing. */
  READ,
  /** Doing it twice leaves the same as doing it once (HTTP {@code PUT}, an upsert). */
  IDEMPOTENT,
  /** Carries a key by which the external system recognizes a repetition. */
  KEYED,
  /** Doing it twice does the thing twice. */
  NON_IDEMPOTENT;

  /** Whether an operation of this effect may be sent again although it may have been applied. */
  public boolean isRepeatable() {
    return this != NON_IDEMPOTENT;
  }
}
