package dev.connections;

import org.jspecify.annotations.Nullable;

/**
 * Work on a leased resource that gives a value.
 *
 * @param <L> the leased resource
 * @param <T> the value
 */
@FunctionalInterface
public interface LeaseFunction<L, T extends @Nullable Object> {

  /** Does the work; the resource is valid until it returns. */
  T apply(L resource) throws Exception;
}
