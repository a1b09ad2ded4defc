package dev.connections.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.monitoring.ConnectionsSnapshot;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.retry.Retry;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** One fresh JVM of {@link Scale}; prints a name and a figure a line. */
final class ScaleRun {

  private static final int MANY = 10_000;
  private static final int OPEN = 1_000;
  private static final int CALLS = 500;
  private static final int CALLS_OF_ONE = 100;
  private static final int TOGETHER = 200;
  private static final Duration HANDSHAKE = Duration.ofMillis(20);
  private static final int IDLE_SECONDS = Integer.getInteger("measure.idle", 30);

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ScaleRun() {}

  /**
   * Measures.
   *
   * @param arguments {@code idle}, {@code open}, {@code together} or {@code resilience4j}, and a
   *     folder for a configuration file
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "idle" -> idle(folder);
      case "open" -> open(folder);
      case "together" -> together(folder);
      case "resilience4j" -> resilience4j();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void idle(Path folder) throws Exception {
    ConnectionsConfiguration file = configured(folder, MANY, "");
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    long before = heap();
    long cpu = SYSTEM.getProcessCpuTime();
    long begin = System.nanoTime();
    ConnectionProvider provider = SlowToOpen.builder(0).configuration(file).open();
    long end = System.nanoTime();
    print("bind", (end - begin) / 1e6);
    print("bindCpu", (SYSTEM.getProcessCpuTime() - cpu) / 1e6);
    print("idle", (double) (heap() - before) / MANY);
    look(provider.snapshot());
    print("looked", (double) (heap() - before) / MANY);
    print("idleThreads", ManagementFactory.getThreadMXBean().getThreadCount() - threads);
    provider.close(Duration.ZERO);
  }

  private static void open(Path folder) throws Exception {
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    ConnectionProvider provider =
        SlowToOpen.builder(0).configuration(configured(folder, OPEN, "")).open();
    List<SlowToOpen> connections = new ArrayList<>();
    for (String name : provider.names()) {
      connections.add(provider.get(name, SlowToOpen.class));
    }
    long idle = heap();
    connections.forEach(SlowToOpen::connect);
    long open = heap();
    connections.forEach(connection -> connection.call(() -> {}));
    long called = heap();
    for (int i = 1; i < CALLS_OF_ONE; i++) {
      connections.forEach(connection -> connection.call(() -> {}));
    }
    print("worked", (double) (heap() - idle) / OPEN);
    print("open", (double) (open - idle) / OPEN);
    print("called", (double) (called - idle) / OPEN);
    print("openThreads", ManagementFactory.getThreadMXBean().getThreadCount() - threads);
    print("call", underWay(connections));
    long cpu = SYSTEM.getProcessCpuTime();
    Thread.sleep(Duration.ofSeconds(IDLE_SECONDS).toMillis());
    double used = (SYSTEM.getProcessCpuTime() - cpu) / 1e6;
    print("monitor", used / IDLE_SECONDS * 1_000 / OPEN);
    provider.close(Duration.ZERO);
  }

  /** What a call holds until it ends, without its thread: those are there before, and wait. */
  private static double underWay(List<SlowToOpen> connections) throws InterruptedException {
    CountDownLatch begin = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(CALLS);
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (SlowToOpen connection : connections.subList(0, CALLS)) {
      Thread thread =
          new Thread(
              () -> {
                await(begin);
                connection.call(
                    () -> {
                      begun.countDown();
                      await(end);
                    });
              });
      thread.start();
      threads.add(thread);
    }
    long before = heap();
    begin.countDown();
    begun.await();
    double held = (double) (heap() - before) / CALLS;
    end.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return held;
  }

  private static void together(Path folder) throws Exception {
    ConnectionsConfiguration file = configured(folder, TOGETHER, ", startup: fail");
    long begin = System.nanoTime();
    ConnectionProvider provider =
        SlowToOpen.builder(HANDSHAKE.toNanos()).configuration(file).open();
    print("together", (System.nanoTime() - begin) / 1e6);
    provider.close(Duration.ZERO);
  }

  /** What one would have for each name by hand, without a pool. */
  private record Guards(Bulkhead bulkhead, CircuitBreaker circuit, Retry retry) {}

  private static void resilience4j() {
    CircuitBreakerConfig rules =
        CircuitBreakerConfig.custom().slidingWindow(30, 20, SlidingWindowType.TIME_BASED).build();
    List<Guards> all = new ArrayList<>(MANY);
    long before = heap();
    for (int i = 0; i < MANY; i++) {
      String name = "c" + i;
      all.add(
          new Guards(
              Bulkhead.ofDefaults(name), CircuitBreaker.of(name, rules), Retry.ofDefaults(name)));
    }
    print("resilience4j", (double) (heap() - before) / all.size());
  }

  private static ConnectionsConfiguration configured(Path folder, int names, String settings)
      throws Exception {
    StringBuilder text = new StringBuilder("connections:\n");
    for (int i = 0; i < names; i++) {
      text.append("  c").append(i).append(": { type: SlowToOpen").append(settings).append(" }\n");
    }
    Path file = folder.resolve("connections-" + names + ".yaml");
    Files.writeString(file, text);
    return ConnectionsConfiguration.of(file);
  }

  /** What a collection of metrics does; nothing of it is kept. */
  private static void look(ConnectionsSnapshot snapshot) {
    if (snapshot.connections().size() != MANY) {
      throw new IllegalStateException("Only " + snapshot.connections().size() + " in the snapshot");
    }
  }

  /** Bytes in use after collections. */
  private static long heap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void print(String name, double value) {
    System.out.printf(Locale.ROOT, "%s %.3f%n", name, value);
  }
}
