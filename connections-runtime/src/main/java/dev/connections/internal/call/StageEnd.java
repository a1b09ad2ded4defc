package dev.connections.internal.call;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How a stage ends, told once whatever the stage does: some complete twice, some never let anyone
 * follow them. Thread-safe.
 */
final class StageEnd<T extends @Nullable Object> {

  /** How it ended. */
  private record Ending(@Nullable Object value) {}

  /** Hears how it ended. */
  interface Listener<T extends @Nullable Object> {

    /**
     * It ended.
     *
     * @param thrown null if there is a value
     * @param aside whether this is a thread of the client's, which must not be kept
     */
    void ended(@Nullable T value, @Nullable Throwable thrown, boolean aside);

    /** It ended once more, with another value, which no one gets. */
    void endedAgain(@Nullable T value);
  }

  private final Listener<T> listener;
  private final AtomicReference<@Nullable Ending> told = new AtomicReference<>();
  private volatile @Nullable Thread following;

  StageEnd(Listener<T> listener) {
    this.listener = listener;
  }

  /** Follows a stage; one that has completed already is told of here, by this thread. */
  void follow(CompletionStage<T> stage) {
    following = Thread.currentThread();
    try {
      stage.whenComplete(this::ended);
    } catch (RuntimeException | Error failure) {
      ended(null, failure);
    } finally {
      following = null;
    }
  }

  private void ended(@Nullable T value, @Nullable Throwable thrown) {
    if (told.compareAndSet(null, new Ending(value))) {
      listener.ended(value, thrown, following != Thread.currentThread());
      return;
    }
    Ending first = told.get();
    if (first != null && first.value() != value) {
      listener.endedAgain(value);
    }
  }
}
