package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.failure.CircuitOpenException;
import dev.connections.failure.TransientConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure of the connection that the work has wrapped in an exception of its own. */
@Timeout(30)
class WrappedFailureTest {

  private final CoreHarness harness = new CoreHarness();

  @AfterEach
  void stop() {
    harness.close();
  }

  static Stream<Function<IOException, RuntimeException>> wrappers() {
    return Stream.of(UncheckedIOException::new, CompletionException::new);
  }

  /** resilience4j#2294: a failure that was wrapped counted as nothing at all. */
  @ParameterizedTest
  @MethodSource("wrappers")
  void itCountsAsIfItHadNotBeenWrapped(Function<IOException, RuntimeException> wrapper) {
    Throwable seen =
        catchThrowable(
            () ->
                harness.core.execute(
                    Operation.read("find"),
                    (endpoint, scope) -> {
                      throw wrapper.apply(new SocketException("Connection reset"));
                    }));

    assertThat(seen).isInstanceOf(TransientConnectionException.class);
    assertThat(harness.core.snapshot().operations().failed()).isEqualTo(1);
  }

  /** resilience4j#2294: the caller gets its own exception, and the endpoint is suspected. */
  @Test
  void aLostConnectionInAnExceptionOfTheWorkIsCountedAndItsCallerSeesThatException() {
    AtomicInteger attempts = new AtomicInteger();
    RuntimeException own =
        new IllegalStateException(
            "no order", new RuntimeException(new SocketException("Connection reset")));

    Throwable seen =
        catchThrowable(
            () ->
                harness.core.execute(
                    Operation.read("find"),
                    (endpoint, scope) -> {
                      attempts.incrementAndGet();
                      throw own;
                    }));

    assertThat(seen).isSameAs(own);
    assertThat(attempts).as("what the work has caught and judged is not repeated").hasValue(1);
    assertThat(harness.core.snapshot().operations().failed()).isEqualTo(1);
  }

  @Test
  void manyOfThemOpenTheCircuit() {
    Throwable seen = null;
    for (int call = 0; call < 200 && !(seen instanceof CircuitOpenException); call++) {
      seen =
          catchThrowable(
              () ->
                  harness.core.execute(
                      Operation.read("find"),
                      (endpoint, scope) -> {
                        throw new RuntimeException(new SocketException("Connection reset"));
                      }));
    }
    assertThat(seen).isInstanceOf(CircuitOpenException.class);
  }

  /** Another connection has counted it. */
  @Test
  void aFailureOfAnotherCallInAnExceptionOfTheWorkIsNotCountedAgain() {
    Throwable other =
        catchThrowable(
            () ->
                harness.core.execute(
                    Operation.read("other"),
                    (endpoint, scope) -> {
                      throw new SocketException("Connection reset");
                    }));
    long before = harness.core.snapshot().operations().failed();

    Throwable seen =
        catchThrowable(
            () ->
                harness.core.execute(
                    Operation.read("find"),
                    (endpoint, scope) -> {
                      throw new RuntimeException(other);
                    }));

    assertThat(seen).hasCause(other);
    assertThat(harness.core.snapshot().operations().failed()).isEqualTo(before);
  }

  /** What only looks like one is the application's own: it is neither counted nor repeated. */
  @Test
  void anExceptionOfTheWorkWithAnotherCauseIsNeitherCountedNorRepeated() {
    AtomicInteger attempts = new AtomicInteger();
    RuntimeException own = new RuntimeException(new NumberFormatException("x"));

    Throwable seen =
        catchThrowable(
            () ->
                harness.core.execute(
                    Operation.read("find"),
                    (endpoint, scope) -> {
                      attempts.incrementAndGet();
                      throw own;
                    }));

    assertThat(seen).isSameAs(own);
    assertThat(attempts).hasValue(1);
    assertThat(harness.core.snapshot().operations().failed()).isZero();
  }
}
