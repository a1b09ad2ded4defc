package dev.connections.internal.resilience;

import dev.connections.CircuitState;
import dev.connections.Percentage;
import dev.connections.TimeSource;
import dev.connections.spi.ResilienceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A circuit that opens with the first failure and lets one probe through, in stopped time. */
final class StressCircuit {

  private static final ResilienceSettings.Circuit SETTINGS =
      new ResilienceSettings.Circuit(
          true,
          Percentage.parse("50%"),
          Duration.ofSeconds(30),
          1,
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          1,
          Optional.empty());

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
  private final Circuit circuit =
      new Circuit(SETTINGS, clock, () -> 0L, (from, to, reason, byOperator) -> {});
  private final long ticketFromBefore;

  private StressCircuit() {
    ticketFromBefore = circuit.acquire(clock.nanos);
    circuit.failed(circuit.acquire(clock.nanos), 1);
    clock.nanos += Duration.ofSeconds(10).toNanos();
  }

  /** Open, and the time has come to try it. */
  static StressCircuit openAndDue() {
    return new StressCircuit();
  }

  /** A ticket of a call that began while it was closed. */
  long ticketFromBefore() {
    return ticketFromBefore;
  }

  long acquire() {
    return circuit.acquire(clock.nanos);
  }

  boolean admits() {
    return acquire() != Circuit.REFUSED;
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

  CircuitState state() {
    return circuit.state();
  }
}
