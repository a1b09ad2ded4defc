package dev.connections.internal.connection;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A part of a connection that most never need, made when it is first used. Thread-safe. */
abstract class Occasional<T> {

  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable T made;

  /** Guarded by the lock. */
  private boolean closed;

  /** Makes it; called once, with the lock. */
  abstract T make();

  /** Lets it take nothing more; may be called again. */
  abstract void close(T part);

  /** The part; null if it was not needed so far. */
  final @Nullable T ifMade() {
    return made;
  }

  /** The part, made now if it was not needed so far. */
  final T get() {
    T known = made;
    return known == null ? makeOnce() : known;
  }

  private T makeOnce() {
    making.lock();
    try {
      T part = made;
      if (part == null) {
        part = make();
        if (closed) {
          close(part);
        }
        made = part;
      }
      return part;
    } finally {
      making.unlock();
    }
  }

  /** Takes nothing more, be it made or not. Calling it again does nothing more. */
  final void close() {
    making.lock();
    try {
      closed = true;
    } finally {
      making.unlock();
    }
    T part = made;
    if (part != null) {
      close(part);
    }
  }
}
