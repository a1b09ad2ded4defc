package dev.connections.spi;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.Health;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that leaves to its {@link ConnectionCore} all that connections of every type have in
 * common. For types that neither {@link SharedConnection} nor {@code PooledConnection} fits; such a
 * type adds its client and its operations. Thread-safe if they are.
 *
 * @param <R> the native client
 */
public abstract class CoreConnection<R> implements ManagedConnection<R> {

  /** For subclasses. */
  protected CoreConnection() {}

  /** The runtime's part of this connection; the same every time. */
  protected abstract ConnectionCore<?> core();

  @Override
  public final String name() {
    return core().name();
  }

  @Override
  public final ConnectionTypeDescriptor<?, ?> type() {
    return core().type();
  }

  @Override
  public final void connect() {
    core().connect();
  }

  @Override
  public <T extends @Nullable Object> T withFallback(
      Supplier<T> call, Function<? super ConnectionException, ? extends T> fallback) {
    return ManagedConnection.super.withFallback(
        call,
        failure -> {
          core().fellBack();
          return fallback.apply(failure);
        });
  }

  @Override
  public final ConnectionSnapshot snapshot() {
    return core().snapshot();
  }

  @Override
  public final Health health() {
    return core().health();
  }

  @Override
  public final Health checkHealth() {
    return core().checkHealth();
  }

  /** The name. */
  @Override
  public final String toString() {
    return name();
  }
}
