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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A GET from {@link HttpServerProcess}, which the runner starts. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class HttpBenchmark {

  static final String SERVER = "measure.server";

  /** Who asks. */
  @Param({"okhttp", "okhttpResilience4j", "jdk", "restClient", "oursTyped", "oursClient"})
  public String client = "";

  /** Bytes of the body. */
  @Param({"200", "102400"})
  public int size;

  private @Nullable HttpCalls calls;

  /** Opens it, and looks whether it works. */
  @Setup
  public void open() throws Throwable {
    calls = HttpCalls.of(client, System.getProperty(SERVER, ""), size);
    if (get().length != size) {
      throw new IllegalStateException(client + " has not read " + size + " bytes");
    }
  }

  /** Closes it. */
  @TearDown
  public void close() {
    Objects.requireNonNull(calls).close();
  }

  /** The exchange. */
  @Benchmark
  public byte[] get() throws Throwable {
    return Objects.requireNonNull(calls).get();
  }
}
