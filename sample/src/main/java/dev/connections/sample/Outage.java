package dev.connections.sample;

import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.sample.peers.PostgresServer;
import dev.connections.sample.terminal.Colour;
import dev.connections.sample.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stops the database while orders are read and written, shows what a user sees, starts it again.
 */
final class Outage {

  private static final int READERS = 3;

  private final Terminal terminal;
  private final OrderConnections connections;
  private final OrderService service;
  private final AtomicBoolean over = new AtomicBoolean();
  private final LongAdder successes = new LongAdder();
  private final ConcurrentLinkedQueue<ConnectionException> failures = new ConcurrentLinkedQueue<>();
  private final CountDownLatch working = new CountDownLatch(READERS);
  private final CountDownLatch failing = new CountDownLatch(1);

  Outage(Terminal terminal, OrderConnections connections, OrderService service) {
    this.terminal = terminal;
    this.connections = connections;
    this.service = service;
  }

  void suffer(PostgresServer postgres) throws IOException, InterruptedException {
    List<Thread> load = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      Thread reader = new Thread(this::read, "reader-" + i);
      reader.start();
      load.add(reader);
    }
    working.await(10, TimeUnit.SECONDS);

    postgres.stop();
    failing.await(10, TimeUnit.SECONDS);
    Health down = awaitHealth(HealthStatus.DOWN);
    terminal.say(
        "stopped; " + READERS + " threads are reading. Health: " + down.status(), Colour.RED);
    ConnectionException first = failures.peek();
    if (first != null) {
      terminal.say("what a caller sees:");
      terminal.quote(first.diagnosis().toString(), Colour.GREY);
    }

    postgres.restart();
    long begun = System.nanoTime();
    Health up = awaitHealth(HealthStatus.UP);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    over.set(true);
    for (Thread reader : load) {
      reader.join();
    }
    terminal.say(
        "started again; " + up.status() + " " + millis + " ms later, by itself", Colour.GREEN);
    terminal.say(successes.sum() + " reads worked, " + failures.size() + " failed: " + codes());
    terminal.say("nothing was lost: " + service.orders().size() + " orders");
  }

  private void read() {
    boolean first = true;
    while (!over.get()) {
      try {
        service.orders();
        successes.increment();
      } catch (ConnectionException failure) {
        failures.add(failure);
        failing.countDown();
      }
      if (first) {
        working.countDown();
        first = false;
      }
      pause(Duration.ofMillis(20));
    }
  }

  private Health awaitHealth(HealthStatus status) {
    long begun = System.nanoTime();
    Health health = connections.orders().checkHealth();
    while (health.status() != status && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(15)) {
      pause(Duration.ofMillis(50));
      health = connections.orders().checkHealth();
    }
    return health;
  }

  private Map<String, Integer> codes() {
    Map<String, Integer> codes = new TreeMap<>();
    for (ConnectionException failure : failures) {
      codes.merge(failure.code(), 1, Integer::sum);
    }
    return codes;
  }

  private static void pause(Duration length) {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
