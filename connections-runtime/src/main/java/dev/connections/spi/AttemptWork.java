package dev.connections.spi;

import org.jspecify.annotations.Nullable;

/**
 * What one attempt does.
 *
 * @param <E> the type's endpoint
 * @param <T> the value
 */
@FunctionalInterface
public interface AttemptWork<E extends Endpoint, T extends @Nullable Object> {

  /**
   * Does it.
   *
   * @param endpoint the one that was chosen for this attempt; open
   */
  T run(E endpoint, AttemptScope scope) throws Exception;
}
