package dev.connections.benchmarks;

import java.sql.Connection;
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
 * A call that succeeds: a connection is borrowed from HikariCP and returned, by itself and with
 * what each alternative puts around it. Nobody ever waits, and the driver is a stub, so only the
 * cost of what is around remains.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class CallBenchmark {

  /** HikariCP by itself. */
  @State(Scope.Benchmark)
  public static class Raw {
    private @Nullable StubPool calls;

    StubPool calls() {
      return Objects.requireNonNull(calls);
    }

    /** Opens it. */
    @Setup
    public void open() {
      calls = new StubPool();
    }

    /** Closes it. */
    @TearDown
    public void close() {
      calls().close();
    }
  }

  /** What one would write by hand. */
  @State(Scope.Benchmark)
  public static class HandWritten {
    private @Nullable HandWrittenCall calls;

    HandWrittenCall calls() {
      return Objects.requireNonNull(calls);
    }

    /** Opens it. */
    @Setup
    public void open() {
      calls = new HandWrittenCall();
    }

    /** Closes it. */
    @TearDown
    public void close() {
      calls().close();
    }
  }

  /** Ours, with everything on. */
  @State(Scope.Benchmark)
  public static class Ours {
    private @Nullable OurCalls calls;

    OurCalls calls() {
      return Objects.requireNonNull(calls);
    }

    /** Opens it. */
    @Setup
    public void open() {
      calls = OurCalls.withDefaults();
    }

    /** Closes it. */
    @TearDown
    public void close() {
      calls().close();
    }
  }

  /** Resilience4j without a timeout. */
  @State(Scope.Benchmark)
  public static class Resilience {
    private @Nullable ResilienceCalls calls;

    ResilienceCalls calls() {
      return Objects.requireNonNull(calls);
    }

    /** Opens it. */
    @Setup
    public void open() {
      calls = ResilienceCalls.withoutTimeout();
    }

    /** Closes it. */
    @TearDown
    public void close() {
      calls().close();
    }
  }

  /** Resilience4j with its time limiter. */
  @State(Scope.Benchmark)
  public static class ResilienceLimited {
    private @Nullable ResilienceCalls calls;

    ResilienceCalls calls() {
      return Objects.requireNonNull(calls);
    }

    /** Opens it. */
    @Setup
    public void open() {
      calls = ResilienceCalls.withTimeLimiter();
    }

    /** Closes it. */
    @TearDown
    public void close() {
      calls().close();
    }
  }

  /** Failsafe without a timeout. */
  @State(Scope.Benchmark)
  public static class FailsafePlain {
    private @Nullable FailsafeCalls calls;

    FailsafeCalls calls() {
      return Objects.requireNonNull(calls);
    }

    /** Opens it. */
    @Setup
    public void open() {
      calls = FailsafeCalls.withoutTimeout();
    }

    /** Closes it. */
    @TearDown
    public void close() {
      calls().close();
    }
  }

  /** Failsafe with its timeout. */
  @State(Scope.Benchmark)
  public static class FailsafeLimited {
    private @Nullable FailsafeCalls calls;

    FailsafeCalls calls() {
      return Objects.requireNonNull(calls);
    }

    /** Opens it. */
    @Setup
    public void open() {
      calls = FailsafeCalls.withTimeout();
    }

    /** Closes it. */
    @TearDown
    public void close() {
      calls().close();
    }
  }

  /** What the others are compared with. */
  @Benchmark
  public Connection raw(Raw state) throws Exception {
    return state.calls().borrowAndReturn();
  }

  /** The floor. */
  @Benchmark
  public Connection handWritten(HandWritten state) throws Exception {
    return state.calls().borrowAndReturn();
  }

  /** The whole pipeline. */
  @Benchmark
  public Connection ours(Ours state) {
    return state.calls().connection().borrowAndReturn();
  }

  /** Bulkhead, circuit breaker and retry. */
  @Benchmark
  public Connection resilience4j(Resilience state) throws Throwable {
    return state.calls().borrowAndReturn();
  }

  /** The same, and a limit for each attempt. */
  @Benchmark
  public Connection resilience4jTimeLimiter(ResilienceLimited state) throws Throwable {
    return state.calls().borrowAndReturn();
  }

  /** Bulkhead, circuit breaker and retry. */
  @Benchmark
  public Connection failsafe(FailsafePlain state) {
    return state.calls().borrowAndReturn();
  }

  /** The same, and a limit for each attempt. */
  @Benchmark
  public Connection failsafeTimeout(FailsafeLimited state) {
    return state.calls().borrowAndReturn();
  }
}
