package dev.connections.internal.endpoint;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** How far an endpoint is in the history of changes, as far as was found out. Thread-safe. */
public final class EndpointProgress {

  /**
   * It has everything that was acknowledged at another endpoint before a moment.
   *
   * @param history what was compared with; another one says nothing of this one
   */
  private record Reached(Object history, long nanos) {}

  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile @Nullable Reached reached;

  /** Whether it may be asked: only one question is open at a time. */
  public boolean beginsToAsk() {
    return asked.compareAndSet(false, true);
  }

  /** The question was answered, or cannot be. */
  public void asked() {
    asked.set(false);
  }

  /** It has reached what the history was at a moment. */
  public void reached(Object history, long nanos) {
    reached = new Reached(history, nanos);
  }

  /** Up to when it has everything of a history; null if that is not known. */
  public @Nullable Long reachedOf(Object history) {
    Reached known = reached;
    return known == null || known.history() != history ? null : known.nanos();
  }
}
