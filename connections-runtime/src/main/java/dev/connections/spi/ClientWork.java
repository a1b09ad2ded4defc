package dev.connections.spi;

import org.jspecify.annotations.Nullable;

/**
 * What one attempt does with a shared client.
 *
 * @param <R> the client
 * @param <T> the value
 */
@FunctionalInterface
public interface ClientWork<R, T extends @Nullable Object> {

  /** Does it; reports phases and exchanges to the scope, and how to abort it. */
  T run(R client, AttemptScope scope) throws Exception;
}
