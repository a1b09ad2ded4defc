package dev.connections.internal.circuit;

import dev.connections.Percentage;
import dev.connections.internal.connection.StoppedTime;
import dev.connections.monitoring.CircuitState;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A circuit on a clock that stands still, with all that its listener heard. */
final class CircuitUnderTest {

  static final long TOOK = Duration.ofMillis(5).toNanos();

  /** Opens when 2 of 4 fail within 30 s, for 10 s, then 20 s, 40 s and 60 s; one probe. */
  static final ResilienceSettings.Circuit ONE_PROBE = settings(1);

  final StoppedTime time = new StoppedTime();
  final List<String> heard = new CopyOnWriteArrayList<>();
  final Circuit circuit;

  CircuitUnderTest(ResilienceSettings.Circuit settings) {
    circuit =
        new Circuit(
            settings,
            time,
            new Random(42),
            change ->
                heard.add(
                    change.from()
                        + " -> "
                        + change.to()
                        + (change.byOperator() ? " by operator: " : ": ")
                        + change.reason()));
  }

  static ResilienceSettings.Circuit settings(int probes) {
    return new ResilienceSettings.Circuit(
        true,
        Percentage.parse("50%"),
        Duration.ofSeconds(30),
        4,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        probes,
        Optional.empty());
  }

  long acquire() {
    return circuit.acquire(time.nanoTime());
  }

  boolean rejects() {
    return circuit.rejects(time.nanoTime());
  }

  Duration retryAfter() {
    return circuit.retryAfter(time.nanoTime());
  }

  void succeed(int times) {
    for (int call = 0; call < times; call++) {
      circuit.succeeded(acquire(), TOOK);
    }
  }

  void fail(int times) {
    for (int call = 0; call < times; call++) {
      circuit.failed(acquire(), TOOK);
    }
  }

  /** Fails until it is open. */
  void open() {
    fail(4);
    if (circuit.state() != CircuitState.OPEN) {
      throw new AssertionError(circuit.describe());
    }
  }

  /** Lets the open time pass, to the nanosecond. */
  void waitTillItMayTry() {
    time.advance(retryAfter());
  }
}
