package dev.connections.stress;

import dev.connections.Percentage;
import dev.connections.TimeSource;
import dev.connections.internal.circuit.Circuit;
import dev.connections.monitoring.CircuitState;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A circuit that lets one probe through, in stopped time. */
final class StressCircuit {

  private static ResilienceSettings.Circuit opensAfter(int calls) {
    return new ResilienceSettings.Circuit(
        true,
        Percentage.parse("50%"),
        Duration.ofSeconds(30),
        calls,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        1,
        Optional.empty());
  }

  /** Stands still while threads race; moved before. */
  private static final class Clock implements TimeSource {
    private long nanos = 1;

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }

  private final Clock clock = new Clock();
  private final Circuit circuit;
  private final long ticketFromBefore;

  private StressCircuit(ResilienceSettings.Circuit settings) {
    circuit = new Circuit(settings, clock, () -> 0L, change -> {});
    ticketFromBefore = circuit.acquire(clock.nanos);
  }

  /** Open, and the time has come to try it. */
  static StressCircuit openAndDue() {
    StressCircuit made = new StressCircuit(opensAfter(1));
    made.fails(made.acquire());
    made.clock.nanos += Duration.ofSeconds(10).toNanos();
    return made;
  }

  /** Closed, and so it stays until so many calls have ended. */
  static StressCircuit closed(int calls) {
    return new StressCircuit(opensAfter(calls));
  }

  /** A ticket of a call that began while it was closed. */
  long ticketFromBefore() {
    return ticketFromBefore;
  }

  long acquire() {
    return circuit.acquire(clock.nanos);
  }

  boolean admits() {
    return acquire() != Circuit.REJECTED;
  }

  void succeeds(long ticket) {
    circuit.succeeded(ticket, 1);
  }

  void fails(long ticket) {
    circuit.failed(ticket, 1);
  }

  void releases(long ticket) {
    circuit.released(ticket);
  }

  void isolate() {
    circuit.isolate(Duration.ofHours(1), "maintenance");
  }

  void succeedsLater(long ticket, Duration later) {
    circuit.succeeded(ticket, later.toNanos());
  }

  /** What it has counted; asked for in words, as everybody does. */
  String counted() {
    return circuit.describe();
  }

  CircuitState state() {
    return circuit.state();
  }
}
