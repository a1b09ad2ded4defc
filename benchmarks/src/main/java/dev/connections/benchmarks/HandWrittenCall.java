package dev.connections.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The least that a call with a limit and a deadline needs: what one would write for one pool. */
final class HandWrittenCall implements AutoCloseable {

  private static final long DEADLINE_NANOS = 30_000_000_000L;

  private final StubPool pool = new StubPool();
  private final AtomicInteger underWay = new AtomicInteger();
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder late = new LongAdder();

  Connection borrowAndReturn() throws SQLException {
    long begin = System.nanoTime();
    enter();
    try {
      Connection connection = pool.borrowAndReturn();
      succeeded.increment();
      late.add(System.nanoTime() - begin > DEADLINE_NANOS ? 1 : 0);
      return connection;
    } finally {
      underWay.decrementAndGet();
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private void enter() {
    while (true) {
      int now = underWay.get();
      if (now >= StubPool.SIZE) {
        throw new IllegalStateException("Too many at once");
      }
      if (underWay.compareAndSet(now, now + 1)) {
        return;
      }
    }
  }
}
