package dev.connections.spi;

import dev.connections.Deadline;

/**
 * The right to use a connection, held from {@link ConnectionCore#admit} until it is closed. Closing
 * twice does no harm; thread-safe.
 *
 * @param <E> the kind's endpoint
 */
public interface Permit<E extends Endpoint> extends AutoCloseable {

  /** The endpoint it is for; open when the permit was given. */
  E endpoint();

  /** By when what the permit was taken for must have been acquired. */
  Deadline deadline();

  /**
   * Says how to break off what is done under this permit, should the connection be aborted;
   * replaces what was said before.
   */
  void onAbort(Runnable abort);

  /**
   * Turns what failed under this permit into what users see, and lets health know of it. Does not
   * close the permit.
   */
  RuntimeException failed(Exception failure, dev.connections.Phase phase);

  /**
   * Says that the calling thread uses what is held under this permit. A lease belongs to the thread
   * that took it, which can take no other meanwhile, until another thread uses or closes it.
   */
  void usedHere();

  /**
   * Says that a write was refused as if the external system were read-only, so that the endpoint is
   * asked whether it takes writes.
   */
  default void writeRefused() {}

  @Override
  void close();
}
