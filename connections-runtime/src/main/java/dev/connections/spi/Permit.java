package dev.connections.spi;

import dev.connections.Deadline;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * The right to use a connection, held from {@link ConnectionCore#admit} until it is closed. Closing
 * twice does no harm; thread-safe.
 *
 * @param <E> the type's endpoint
 */
public interface Permit<E extends Endpoint> extends AutoCloseable {

  /** The endpoint it is for; open when the permit was given. */
  E endpoint();

  /** By when what the permit was taken for must have been acquired. */
  Deadline deadline();

  /**
   * Says how to end what is done under this permit, should the connection be aborted; replaces what
   * was said before. What is done after it was acquired has no deadline, so it is canceled only.
   */
  void onCancel(Cancellation cancellation);

  /**
   * Acquires what the permit is for, in the calling thread. If that goes on beyond the {@link
   * #deadline()}, it is {@linkplain #onCancel canceled} as when the connection is aborted, then its
   * thread is interrupted; if that does not help, it is abandoned, and the permit is given back, so
   * that others do not suffer, and what is acquired in the end is let go of.
   *
   * @param acquisition acquires it
   * @param forget lets go of what came too late
   * @throws Exception what the acquisition throws, or that it came too late
   */
  default <T> T acquire(Callable<T> acquisition, Consumer<? super T> forget) throws Exception {
    return acquisition.call();
  }

  /**
   * Turns what failed under this permit into what users see, and lets health know of it. Does not
   * close the permit.
   */
  RuntimeException failed(Exception failure, dev.connections.failure.Phase phase);

  /**
   * Says that the calling thread uses what is held under this permit. A lease belongs to the thread
   * that took it, which can take no other meanwhile, until another thread uses or closes it.
   */
  void usedHere();

  /**
   * Says that a write was rejected as if the external system were read-only, so that the endpoint
   * is asked whether it takes writes.
   */
  default void writeRejected() {}

  @Override
  void close();
}
