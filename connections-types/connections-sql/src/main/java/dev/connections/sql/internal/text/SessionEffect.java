package dev.connections.sql.internal.text;

/** What a statement may do to the session beyond its transaction; later ones are worse. */
public enum SessionEffect {
  /** Nothing. */
  NONE,

  /** Something, perhaps, that the server can reset. */
  RESETTABLE,

  /** Something that no reset takes back, so the connection cannot be lent again. */
  LASTING;

  public SessionEffect and(SessionEffect other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
