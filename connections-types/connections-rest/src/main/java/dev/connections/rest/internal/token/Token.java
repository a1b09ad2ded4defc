package dev.connections.rest.internal.token;

/**
 * An access token, and how long it serves. Immutable; never shows its value. Each is one of its
 * own: two with the same value are not equal.
 */
public final class Token {

  private final String value;
  private final long askedNanos;
  private final long lifeNanos;
  private final long dueNanos;

  /**
   * A token.
   *
   * @param askedNanos when it was asked for: its life is counted from then, to be on the safe side
   * @param lifeNanos how long it serves
   * @param dueNanos after how long it should be replaced
   */
  Token(String value, long askedNanos, long lifeNanos, long dueNanos) {
    this.value = value;
    this.askedNanos = askedNanos;
    this.lifeNanos = lifeNanos;
    this.dueNanos = dueNanos;
  }

  /** The value; only for the header of a request to the API. */
  public String value() {
    return value;
  }

  boolean isExpiredAt(long now) {
    return now - askedNanos >= lifeNanos;
  }

  boolean isDueAt(long now) {
    return now - askedNanos >= dueNanos;
  }

  @Override
  public String toString() {
    return "Token(***)";
  }
}
