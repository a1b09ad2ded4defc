package dev.connections.spi.uses;

import dev.connections.Lease;
import dev.connections.failure.Phase;

/**
 * A resource of a {@link DedicatedPool}, held until it is closed. Closing it gives the resource
 * back, unless something failed on it.
 *
 * @param <D> the resource
 */
public interface DedicatedLease<D> extends Lease<D> {

  /**
   * Turns what failed on the resource into what users see, and lets health know of it. The resource
   * is not lent again; so this is called before {@link #close}, which try-with-resources calls
   * before it catches.
   */
  RuntimeException failed(Exception failure, Phase phase);

  /** As {@link #close}, but the resource is not lent again. */
  void discard();
}
