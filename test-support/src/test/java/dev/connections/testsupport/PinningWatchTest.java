package dev.connections.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "needs virtual threads")
class PinningWatchTest {

  /** Whoever waits in a static initializer has a native frame below it, which pins. */
  private static final class Pinning {
    static final long WAITED = wait(20_000_000);

    private static long wait(int nanos) {
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < nanos) {
        LockSupport.parkNanos(nanos);
      }
      return nanos;
    }
  }

  private static void onVirtualThread(Runnable task) throws InterruptedException {
    Thread thread = TestThreads.virtual("under-watch", task);
    thread.start();
    thread.join();
  }

  @Test
  void aPinnedThreadFailsTheSuiteWithItsStack() throws Exception {
    PinningWatch watch = new PinningWatch();
    onVirtualThread(() -> assertThat(Pinning.WAITED).isPositive());

    assertThatThrownBy(watch::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("PinningWatchTest$Pinning.wait");
  }

  @Test
  void aThreadThatWaitsWithoutBeingPinnedDoesNot() throws Exception {
    try (PinningWatch watch = new PinningWatch()) {
      onVirtualThread(() -> LockSupport.parkNanos(20_000_000));
      assertThat(watch.pinned()).isEmpty();
    }
  }
}
