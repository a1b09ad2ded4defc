package dev.connections.internal.connection;

import dev.connections.internal.call.AsyncCalls;
import dev.connections.internal.subscription.Subscriptions;
import dev.connections.spi.Endpoint;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parts of a connection that most never need, made when they are first used. Thread-safe. */
final class OccasionalParts<E extends Endpoint> {

  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable AsyncCalls<E> asyncCalls;
  private volatile @Nullable Subscriptions<E> subscriptions;

  /** Guarded by the lock. */
  private boolean closed;

  /** The asynchronous calls; null if there was none so far. */
  @Nullable AsyncCalls<E> asyncCalls() {
    return asyncCalls;
  }

  /** The asynchronous calls, made now if there was none so far. */
  AsyncCalls<E> asyncCalls(Supplier<AsyncCalls<E>> maker) {
    making.lock();
    try {
      AsyncCalls<E> made = asyncCalls;
      if (made == null) {
        made = maker.get();
        if (closed) {
          made.close();
        }
        asyncCalls = made;
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  /** The subscriptions; null if there was none so far. */
  @Nullable Subscriptions<E> subscriptions() {
    return subscriptions;
  }

  /** The subscriptions, made now if there was none so far. */
  Subscriptions<E> subscriptions(Supplier<Subscriptions<E>> maker) {
    making.lock();
    try {
      Subscriptions<E> made = subscriptions;
      if (made == null) {
        made = maker.get();
        if (closed) {
          made.close();
        }
        subscriptions = made;
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  /** Takes nothing more, be it made or not. Calling it again does nothing more. */
  void close() {
    making.lock();
    try {
      closed = true;
    } finally {
      making.unlock();
    }
    AsyncCalls<E> calls = asyncCalls;
    if (calls != null) {
      calls.close();
    }
    Subscriptions<E> kept = subscriptions;
    if (kept != null) {
      kept.close();
    }
  }
}
