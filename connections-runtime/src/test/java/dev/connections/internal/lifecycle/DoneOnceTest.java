package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.testsupport.TestThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DoneOnceTest {

  private final DoneOnce<String> once = new DoneOnce<>();
  private final ExecutorService threads = TestThreads.pool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void whoeverAsksItIsDoneOnceAndAllHaveItsResult() throws Exception {
    AtomicInteger done = new AtomicInteger();
    List<Future<String>> results = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      results.add(
          threads.submit(
              () -> {
                once.begin(() -> "result " + done.incrementAndGet());
                return once.result();
              }));
    }

    for (Future<String> result : results) {
      assertThat(result.get()).isEqualTo("result 1");
    }
    assertThat(done).hasValue(1);
    assertThat(once.hasBegun()).isTrue();
  }

  @Test
  void anInterruptEndsNoWaitAndIsKept() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    once.begin(
        () -> {
          release.await();
          return "result";
        },
        threads);
    Thread.currentThread().interrupt();
    threads.execute(release::countDown);

    assertThat(once.result()).isEqualTo("result");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aFailureIsThrownToAllWhoWait() {
    IllegalArgumentException failure = new IllegalArgumentException("no");
    once.begin(
        () -> {
          throw failure;
        });

    assertThatThrownBy(once::result).hasCause(failure);
    assertThatThrownBy(once::result).hasCause(failure);
  }
}
