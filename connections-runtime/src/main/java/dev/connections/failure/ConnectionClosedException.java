package dev.connections.failure;

import org.jspecify.annotations.Nullable;

/** The connection, or a lease of it, is closed or closing. */
public non-sealed class ConnectionClosedException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public ConnectionClosedException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("closed", diagnosis, cause);
  }

  /**
   * What the user of a lease sees after it was closed, or aborted with its connection.
   *
   * @param resources what must not be kept, as in {@code a resource}
   */
  public static ConnectionClosedException ofLease(
      String connection, String operation, String resources) {
    return new ConnectionClosedException(
        Diagnosis.of(connection, "The lease is closed, or was aborted with its connection")
            .operation(operation)
            .nextStep("Take another lease; do not keep " + resources + " after closing its lease")
            .build(),
        null);
  }
}
