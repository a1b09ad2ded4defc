package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the usual call does not have is there as soon as someone needs it. */
@Timeout(30)
class UsualCallTest {

  private static final Operation READ = Operation.read("find");
  private static final Duration LIMIT = Duration.ofMillis(100);

  private final CoreHarness harness = new CoreHarness();
  private final ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core = harness.core;
  private final ExecutorService threads = TestThreads.pool();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    release.countDown();
    harness.close();
    threads.shutdownNow();
  }

  @Test
  void workThatAsksForItsDeadlineGetsTheSameOneEachTime() {
    core.execute(
        READ.deadline(Duration.ofSeconds(1)),
        (endpoint, scope) -> {
          Deadline deadline = scope.deadline();
          assertThat(deadline.length()).isEqualTo(Duration.ofSeconds(1));
          assertThat(scope.deadline()).isSameAs(deadline);
          return true;
        });
  }

  @Test
  void anotherThreadSeesTheSameLimit() throws Exception {
    Duration seen =
        core.execute(
            READ.deadline(Duration.ofSeconds(1)),
            (endpoint, scope) -> threads.submit(() -> scope.deadline().length()).get());

    assertThat(seen).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void workThatAsksForNothingAndSaysNothingIsInterruptedAfterItsDeadline() {
    core.execute(READ, (endpoint, scope) -> true); // it is open, so that the next begins at once

    DeadlineExceededException late =
        catchThrowableOfType(
            DeadlineExceededException.class,
            () ->
                core.execute(
                    READ.attemptTimeout(LIMIT),
                    (endpoint, scope) -> {
                      release.await(); // no one counts it down before the end
                      return true;
                    }));

    assertThat(late.diagnosis().problem()).contains("100 ms (Operation.attemptTimeout)");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(core.snapshot().holders()).isEmpty();
  }

  @Test
  void workThatEndsByItselfAfterItsDeadlineIsLeftAloneFromThenOn() throws Exception {
    core.execute(
        READ.attemptTimeout(LIMIT),
        (endpoint, scope) -> {
          CoreHarness.await("canceled", scope::isCanceled);
          return true;
        });

    Await.pass(Duration.ofMillis(200)); // as long as all steps of ending it by force take
    assertThat(core.snapshot().holders()).isEmpty();
    assertThat(core.<String>execute(READ, (endpoint, scope) -> "next")).isEqualTo("next");
  }

  @Test
  void aDiagnosisTellsTheStateOfItsOwnMomentHoweverLateItIsRead() throws Exception {
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> impatient =
        harness.another("impatient", CoreHarness.IMPATIENT, TimeSource.system());
    CountDownLatch held = new CountDownLatch(2);
    Future<?>[] holders = new Future<?>[2];
    for (int index = 0; index < 2; index++) {
      holders[index] =
          threads.submit(
              () ->
                  impatient.execute(
                      READ,
                      (endpoint, scope) -> {
                        held.countDown();
                        CoreHarness.await(release);
                        return true;
                      }));
    }
    CoreHarness.await(held);
    AcquireTimeoutException refused =
        catchThrowableOfType(
            AcquireTimeoutException.class,
            () -> impatient.execute(READ, (endpoint, scope) -> "never"));
    release.countDown();
    for (Future<?> holder : holders) {
      holder.get();
    }

    assertThat(impatient.snapshot().operations().inFlight()).isZero();
    assertThat(refused.diagnosis().state()).contains("permits 2 of 2 in use");
    AcquireTimeoutException read = copy(refused);
    assertThat(read).hasMessage(refused.getMessage()).hasMessageContaining("[acquire-timeout]");
    assertThat(read.diagnosis().state()).isEqualTo(refused.diagnosis().state());
  }

  private static AcquireTimeoutException copy(AcquireTimeoutException original) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (AcquireTimeoutException) in.readObject();
    }
  }
}
