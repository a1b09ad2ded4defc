package dev.connections.benchmarks;

import dev.connections.benchmarks.RejectedCallBenchmark.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

/** A call that fails at once, because something is broken; its exception included. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class FailureBenchmark {

  /** Who fails, and why. */
  @Param({
    "oursCircuit",
    "oursBulkhead",
    "oursBudget",
    "oursDead",
    "resilience4jCircuit",
    "resilience4jBulkhead",
    "resilience4jFailure",
    "failsafeCircuit",
    "failsafeBulkhead",
    "failsafeFailure",
    "connect"
  })
  public String situation = "";

  private @Nullable Call call;
  private AutoCloseable resource = () -> {};

  /** Brings the situation about. */
  @Setup
  public void open() throws Exception {
    call = opened();
  }

  private Call opened() throws Exception {
    return switch (situation) {
      case "oursCircuit" -> ours(OurCalls.withOpenCircuit());
      case "oursBulkhead" -> ours(OurCalls.withFullBulkhead());
      case "oursBudget" -> {
        OurCalls calls = OurCalls.withEmptyRetryBudget();
        resource = calls;
        yield () -> calls.connection().fail();
      }
      case "oursDead" -> ours(OurCalls.withDeadServer(unusedPort()));
      case "resilience4jCircuit" -> resilience(ResilienceCalls.withOpenCircuit());
      case "resilience4jBulkhead" -> resilience(ResilienceCalls.withFullBulkhead());
      case "resilience4jFailure" -> resilience(ResilienceCalls.withFailure());
      case "failsafeCircuit" -> failsafe(FailsafeCalls.withOpenCircuit());
      case "failsafeBulkhead" -> failsafe(FailsafeCalls.withFullBulkhead());
      case "failsafeFailure" -> failsafe(FailsafeCalls.withFailure());
      case "connect" -> {
        int port = unusedPort();
        yield () -> new Socket(InetAddress.getLoopbackAddress(), port);
      }
      default -> throw new IllegalStateException(situation);
    };
  }

  private Call ours(OurCalls calls) {
    resource = calls;
    return () -> calls.connection().borrowAndReturn();
  }

  private Call resilience(ResilienceCalls calls) {
    resource = calls;
    return calls::borrowAndReturn;
  }

  private Call failsafe(FailsafeCalls calls) {
    resource = calls;
    return calls::borrowAndReturn;
  }

  /** Where nobody listens. */
  private static int unusedPort() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      return server.getLocalPort();
    }
  }

  /** Says what the last call failed with, and closes everything. */
  @TearDown
  public void close() throws Exception {
    System.out.println(situation + " fails with " + rejected());
    resource.close();
  }

  /** The call. */
  @Benchmark
  public Throwable rejected() {
    return RejectedCallBenchmark.rejection(Objects.requireNonNull(call));
  }
}
