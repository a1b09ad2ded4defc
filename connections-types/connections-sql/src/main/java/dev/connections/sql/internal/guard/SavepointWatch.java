package dev.connections.sql.internal.guard;

import java.sql.Savepoint;

/** Hears of the savepoints of a transaction. Called by the thread that uses the connection. */
public interface SavepointWatch {

  /** One was set. */
  void set(Savepoint savepoint);

  /** What was done since was undone. */
  void rolledBackTo(Savepoint savepoint);

  /** It is not used any more. */
  void released(Savepoint savepoint);
}
