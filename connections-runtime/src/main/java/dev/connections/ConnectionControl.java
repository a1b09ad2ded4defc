package dev.connections;

import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.CircuitState;
import java.time.Duration;

/**
 * What an operator may do to a connection while it is in use. Each action is reported as an event.
 * Thread-safe.
 */
public interface ConnectionControl {

  /**
   * Makes another endpoint the active one, after it was opened and has said that it takes writes.
   * Work in flight at the former one continues. The choice holds until that endpoint fails; there
   * is no fail-back by itself from it.
   *
   * @param endpoint its name
   * @param reason why, for logs; not for secrets
   * @throws IllegalArgumentException if there is no such endpoint
   * @throws ConnectionException if it cannot take over; nothing changes then
   */
  void switchTo(String endpoint, String reason);

  /**
   * Replaces the open clients by new ones, with the current configuration and secrets that are read
   * again. Work in flight continues and has the drain timeout to finish. Clients that are not open
   * are opened by their next use.
   *
   * @param reason why, for logs; not for secrets
   * @throws ConnectionException if a new client cannot be opened; the old one stays then
   */
  void recreate(String reason);

  /**
   * Sends nothing to an endpoint for some time; {@link CircuitState#ISOLATED}.
   *
   * @param endpoint its name
   * @param expiry how long, so that it cannot be forgotten; positive
   * @param reason why, for logs; not for secrets
   * @throws IllegalArgumentException if there is no such endpoint, or the time is not positive
   */
  void isolate(String endpoint, Duration expiry, String reason);

  /**
   * Closes the circuit of an endpoint, whatever it has seen, and ends its isolation.
   *
   * @param endpoint its name
   * @param reason why, for logs; not for secrets
   * @throws IllegalArgumentException if there is no such endpoint
   */
  void resetCircuit(String endpoint, String reason);
}
