package dev.connections.sql.internal.pool;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** Who has lent a connection, and takes it back. Its text is the name of the connection. */
interface Lender {

  /**
   * Takes a connection back, to lend it again or to close it.
   *
   * @param unfit why it cannot be lent again; null if it can
   */
  void takeBack(Connection pooled, @Nullable String unfit);
}
