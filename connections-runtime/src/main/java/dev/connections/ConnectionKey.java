package dev.connections;

/**
 * The name of a connection with the class that users hold it as.
 *
 * @param name its name in the configuration
 * @param connectionClass what it must be
 * @param <C> what it must be
 */
public record ConnectionKey<C extends ManagedConnection<?>>(String name, Class<C> connectionClass) {

  /** The key of a named connection. */
  public static <C extends ManagedConnection<?>> ConnectionKey<C> of(
      String name, Class<C> connectionClass) {
    return new ConnectionKey<>(name, connectionClass);
  }
}
