package dev.connections.spi.binding;

import org.jspecify.annotations.Nullable;

/**
 * Turns a part of the configuration into a value. Binders of records are generated; those of simple
 * values are in {@link Binders}. Thread-safe.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface ConfigurationBinder<T> {

  /**
   * The value; null if it is wrong, which has then been {@linkplain ConfigurationNode#violation
   * reported}. Everything that is wrong in the node is reported, not only the first.
   */
  @Nullable T bind(ConfigurationNode node);
}
