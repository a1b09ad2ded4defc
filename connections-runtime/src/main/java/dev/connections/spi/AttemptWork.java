package dev.connections.spi;

import org.jspecify.annotations.Nullable;

/**
 * What one attempt does.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface AttemptWork<T extends @Nullable Object> {

  /** Does it. */
  T run(AttemptScope scope) throws Exception;
}
