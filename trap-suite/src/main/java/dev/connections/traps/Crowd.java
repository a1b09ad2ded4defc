package dev.connections.traps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Threads that all begin at once, and what became of each. */
final class Crowd {

  /**
   * What became of one.
   *
   * @param failure what it threw; null if it returned
   * @param millis how long it took
   * @param ended whether it ended in time; if not, the rest says nothing
   */
  record Fate(@Nullable Throwable failure, long millis, boolean ended) {

    boolean isSuccess() {
      return ended && failure == null;
    }

    boolean isFailure() {
      return failure != null;
    }
  }

  private final List<Thread> threads = new ArrayList<>();
  private final List<Fate> fates = new ArrayList<>();

  private Crowd() {}

  /** Starts them. */
  static Crowd start(int size, Callable<?> work) {
    Crowd crowd = new Crowd();
    CountDownLatch ready = new CountDownLatch(size);
    for (int i = 0; i < size; i++) {
      int place = i;
      crowd.fates.add(new Fate(null, 0, false));
      Thread thread =
          new Thread(
              () -> {
                ready.countDown();
                Throwable failure = null;
                long begun = System.nanoTime();
                try {
                  ready.await();
                  begun = System.nanoTime();
                  work.call();
                } catch (Throwable thrown) {
                  failure = thrown;
                }
                crowd.put(place, new Fate(failure, millisSince(begun), true));
              },
              "crowd-" + i);
      thread.setDaemon(true);
      crowd.threads.add(thread);
    }
    crowd.threads.forEach(Thread::start);
    return crowd;
  }

  /** One thread. */
  static Crowd one(Callable<?> work) {
    return start(1, work);
  }

  /** Starts them and waits. */
  static List<Fate> run(int size, Duration atMost, Callable<?> work) throws InterruptedException {
    return start(size, work).await(atMost);
  }

  /** Waits for them; those that do not end are left alone. */
  List<Fate> await(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    }
    synchronized (fates) {
      return List.copyOf(fates);
    }
  }

  void interrupt() {
    threads.forEach(Thread::interrupt);
  }

  private void put(int place, Fate fate) {
    synchronized (fates) {
      fates.set(place, fate);
    }
  }

  static long successes(List<Fate> fates) {
    return fates.stream().filter(Fate::isSuccess).count();
  }

  static long failures(List<Fate> fates) {
    return fates.stream().filter(Fate::isFailure).count();
  }

  /** How long the slowest of those that failed took. */
  static long slowestFailure(List<Fate> fates) {
    return fates.stream().filter(Fate::isFailure).mapToLong(Fate::millis).max().orElse(0);
  }

  static long millisSince(long begun) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }
}
