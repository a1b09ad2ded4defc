package dev.connections;

import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.Health;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The shared, long-lived handle to one named external system. Thread-safe. Owned by its {@link
 * ConnectionProvider}: who gets one does not close it. Valid as long as the provider is open,
 * whatever happens to the external system meanwhile.
 *
 * @param <R> the native client
 */
public interface ManagedConnection<R> {

  /** Its name in the configuration. */
  String name();

  /** Its type. */
  ConnectionTypeDescriptor<?, ?> type();

  /**
   * The native client, guarded: what is taken from it counts as in flight, waits no longer than the
   * acquire timeout, and is rejected while the connection drains. Nothing is retried. Opens the
   * connection if need be. A thread may take several of these, as far as permits are free; see
   * {@link Leasing}.
   *
   * <p>A native client that connects by itself each time it is used, such as a data source or an
   * HTTP client, is given also while the external system is away, so that libraries can be wired
   * with it at start: its use fails until the system is there.
   *
   * @throws ConnectionException if the connection cannot be opened or is closed
   */
  R client();

  /**
   * Opens the connection, if it is not open: at most one thread does, the others wait for it.
   * Calling this is optional, first use does the same.
   *
   * @throws ConnectionException if it cannot be opened within the connect timeout
   */
  void connect();

  /**
   * The value of a call, or another one if the connection cannot give it: a typed fallback, where
   * something old or simple is better than nothing. It is counted, so that living on fallbacks does
   * not go unnoticed.
   *
   * <p>Not everything is a reason to fall back. The failure of a write that {@linkplain
   * ConnectionException#mayHaveBeenApplied may have been applied}, whatever its class, is thrown: a
   * fallback would hide that. So are {@link ConnectionInterruptedException} and {@link
   * ConnectionConfigurationException}, as well as what other connections throw.
   *
   * @param call a call of this connection
   * @param fallback gives the value for a failure
   */
  default <T extends @Nullable Object> T withFallback(
      Supplier<T> call, Function<? super ConnectionException, ? extends T> fallback) {
    try {
      return call.get();
    } catch (ConnectionInterruptedException | ConnectionConfigurationException noReason) {
      throw noReason;
    } catch (ConnectionException failure) {
      if (failure.mayHaveBeenApplied() || !failure.connection().equals(name())) {
        throw failure;
      }
      return fallback.apply(failure);
    }
  }

  /** Everything that is known of it now. Never does I/O. */
  ConnectionSnapshot snapshot();

  /** What is known of its health now. Never does I/O. */
  Health health();

  /**
   * Finds out about its health: a recent success is taken as an answer, otherwise it is probed
   * within the health timeout, outside of the pool and its queue. Callers at the same time share
   * one probe. Never throws for an external system that is down.
   */
  Health checkHealth();
}
