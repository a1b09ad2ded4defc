package dev.connections.internal.permit;

import static dev.connections.internal.connection.CoreHarness.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.internal.connection.CoreHarness;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BulkheadTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(60);

  private final TimeSource time = TimeSource.system();
  private final Watchdog watchdog = new Watchdog(time);
  private final ExecutorService threads = TestThreads.pool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    watchdog.close();
  }

  private Bulkhead bulkhead(int permits, int maxWaiting) {
    return new Bulkhead(permits, maxWaiting, time, watchdog);
  }

  private Holder holder(String operation) {
    return new SomeHolder(Operation.read(operation), time.nanoTime());
  }

  /** Holds a place, and does nothing with it. */
  private static final class SomeHolder extends Holder {

    SomeHolder(Operation operation, long nowNanos) {
      super(operation, null, nowNanos);
    }

    @Override
    public Object connection() {
      return "a connection";
    }

    @Override
    public @Nullable Deadline inherited() {
      return null;
    }

    @Override
    public @Nullable Runnable expire(long nowNanos) {
      return null;
    }

    @Override
    public @Nullable Runnable abort() {
      return null;
    }
  }

  @Test
  void thereAreNeverMoreInsideThanPermits() throws Exception {
    Bulkhead bulkhead = bulkhead(3, 100);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<?>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 12; thread++) {
      tasks.add(
          threads.submit(
              () -> {
                for (int round = 0; round < 2_000; round++) {
                  Holder holder = holder("stress");
                  Bulkhead.Entry entry = bulkhead.enter(holder, in(LONG), LONG);
                  assertThat(entry).isIn(Bulkhead.Entry.ENTERED, Bulkhead.Entry.ENTERED_LATE);
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  inside.decrementAndGet();
                  bulkhead.leave(holder);
                }
                return null;
              }));
    }
    for (Future<?> task : tasks) {
      task.get();
    }
    assertThat(most.get()).isBetween(1, 3);
    assertThat(bulkhead.inFlight()).isZero();
    assertThat(bulkhead.waiting()).isZero();
  }

  @Test
  void whoWaitsLongestIsNext() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 10);
    Holder first = holder("first");
    bulkhead.enter(first, in(LONG), LONG);
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> tasks = new ArrayList<>();
    for (int number = 1; number <= 5; number++) {
      int mine = number;
      tasks.add(
          threads.submit(
              () -> {
                Holder holder = holder("waiter");
                bulkhead.enter(holder, in(LONG), LONG);
                order.add(mine);
                bulkhead.leave(holder);
                return null;
              }));
      CoreHarness.await("number " + mine + " in line", () -> bulkhead.waiting() == mine);
    }
    bulkhead.leave(first);
    for (Future<?> task : tasks) {
      task.get();
    }
    assertThat(order).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void whoWaitsInVainIsTurnedAwayAndLeavesTheLine() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 10);
    bulkhead.enter(holder("first"), in(LONG), LONG);

    assertThat(bulkhead.enter(holder("late"), in(LONG), SHORT)).isEqualTo(Bulkhead.Entry.TIMED_OUT);
    assertThat(bulkhead.enter(holder("late"), in(SHORT), LONG)).isEqualTo(Bulkhead.Entry.TIMED_OUT);
    assertThat(bulkhead.waiting()).isZero();
  }

  @Test
  void whoFindsTheLineTooLongIsTurnedAwayAtOnce() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 0);
    bulkhead.enter(holder("first"), in(LONG), LONG);

    assertThat(bulkhead.enter(holder("second"), in(LONG), LONG)).isEqualTo(Bulkhead.Entry.FULL);
  }

  @Test
  void anInterruptEndsTheWaitAndTheLineIsShorter() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 10);
    bulkhead.enter(holder("first"), in(LONG), LONG);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> bulkhead.enter(holder("second"), in(LONG), LONG))
        .isInstanceOf(InterruptedException.class);
    assertThat(bulkhead.waiting()).isZero();
  }

  @Test
  void closingSendsAwayWhoWaitsWhileWhoIsInsideStays() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 10);
    Holder inside = holder("inside");
    bulkhead.enter(inside, in(LONG), LONG);
    Future<Bulkhead.Entry> waiter =
        threads.submit(() -> bulkhead.enter(holder("waiter"), in(LONG), LONG));
    CoreHarness.await("somebody in line", () -> bulkhead.waiting() == 1);

    bulkhead.close();

    assertThat(waiter.get()).isEqualTo(Bulkhead.Entry.CLOSED);
    assertThat(bulkhead.inFlight()).isEqualTo(1);
    assertThat(bulkhead.awaitEmpty(in(SHORT))).isFalse();
    CountDownLatch begun = new CountDownLatch(1);
    Future<Boolean> emptied =
        threads.submit(
            () -> {
              begun.countDown();
              return bulkhead.awaitEmpty(in(LONG));
            });
    CoreHarness.await(begun);
    bulkhead.leave(inside);
    assertThat(emptied.get()).isTrue();
  }
}
