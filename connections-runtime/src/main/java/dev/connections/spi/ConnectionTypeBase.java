package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;

/**
 * What a class annotated {@link dev.connections.annotations.ConnectionType} extends, to name its
 * three parts. Never instantiated: the processor reads the type arguments.
 *
 * @param <C> the connection users hold: a public interface
 * @param <S> the configuration: a public record
 * @param <F> the factory: a class the processor can construct
 */
public abstract class ConnectionTypeBase<
    C extends ManagedConnection<?>,
    S extends ConnectionConfiguration,
    F extends ConnectionFactory<C, S>> {

  /** For subclasses. */
  protected ConnectionTypeBase() {}
}
