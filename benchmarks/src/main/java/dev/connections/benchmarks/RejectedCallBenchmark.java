package dev.connections.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call that is turned away at once, the exception included. Whoever is overloaded makes many of
 * these.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class RejectedCallBenchmark {

  /** Ours, with all permits taken and no room to wait. */
  @State(Scope.Benchmark)
  public static class OursFull {
    private @Nullable OurCalls calls;

    OurCalls calls() {
      return Objects.requireNonNull(calls);
    }

    /** Opens it. */
    @Setup
    public void open() throws InterruptedException {
      calls = OurCalls.withFullBulkhead();
    }

    /** Closes it. */
    @TearDown
    public void close() {
      calls().close();
    }
  }

  /** Resilience4j, with all permits taken. */
  @State(Scope.Benchmark)
  public static class ResilienceFull {
    private @Nullable ResilienceCalls calls;

    ResilienceCalls calls() {
      return Objects.requireNonNull(calls);
    }

    /** Opens it. */
    @Setup
    public void open() {
      calls = ResilienceCalls.withFullBulkhead();
    }

    /** Closes it. */
    @TearDown
    public void close() {
      calls().close();
    }
  }

  /** Failsafe, with all permits taken. */
  @State(Scope.Benchmark)
  public static class FailsafeFull {
    private @Nullable FailsafeCalls calls;

    FailsafeCalls calls() {
      return Objects.requireNonNull(calls);
    }

    /** Opens it. */
    @Setup
    public void open() throws InterruptedException {
      calls = FailsafeCalls.withFullBulkhead();
    }

    /** Closes it. */
    @TearDown
    public void close() {
      calls().close();
    }
  }

  /** A call that is expected to be turned away. */
  interface Call {
    Object make() throws Throwable;
  }

  /** What a call is turned away with. */
  static Throwable rejection(Call call) {
    Object made;
    try {
      made = call.make();
    } catch (Throwable rejection) {
      return rejection;
    }
    throw new IllegalStateException("Not turned away, but " + made);
  }

  /** Ours. */
  @Benchmark
  public Throwable oursFull(OursFull state) {
    return rejection(() -> state.calls().connection().borrowAndReturn());
  }

  // An open circuit of ours comes here, with a row in Calls.

  /** Resilience4j, whose exception has a stack trace unless that is configured. */
  @Benchmark
  public Throwable resilience4jFull(ResilienceFull state) {
    return rejection(() -> state.calls().borrowAndReturn());
  }

  /** Failsafe. */
  @Benchmark
  public Throwable failsafeFull(FailsafeFull state) {
    return rejection(() -> state.calls().borrowAndReturn());
  }
}
