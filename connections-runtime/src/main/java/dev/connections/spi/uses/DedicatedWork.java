package dev.connections.spi.uses;

import dev.connections.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a dedicated resource.
 *
 * @param <D> the resource
 * @param <T> the value
 */
@FunctionalInterface
public interface DedicatedWork<D, T extends @Nullable Object> {

  /**
   * Does it.
   *
   * @param deadline by when to be done; after it the resource is aborted, then the thread
   *     interrupted
   */
  T run(D resource, Deadline deadline) throws Exception;
}
