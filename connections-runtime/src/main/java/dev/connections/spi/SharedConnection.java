package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import java.util.function.Function;

/**
 * A connection whose client is thread-safe: one serves all callers, and {@link #client()} hands it
 * out. A subclass says how to open, probe and close it; all else has a default, or comes from the
 * runtime. Clients that serve one user at a time need {@code PooledConnection} of {@code
 * connections-pooling} instead.
 *
 * @param <R> the client
 * @param <S> the configuration record
 */
public abstract class SharedConnection<R, S extends ConnectionConfiguration>
    extends ClientConnection<R, R, EndpointContext<S>> {

  /** Registers with the runtime; does no I/O. */
  protected SharedConnection(ConnectionContext<S> context) {
    super(context, Function.identity());
  }

  @Override
  public R client() {
    while (true) {
      R current = opened();
      if (current != null) { // else it was just replaced: the runtime is opening the next one
        return current;
      }
    }
  }
}
