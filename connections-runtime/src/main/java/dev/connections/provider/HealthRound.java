package dev.connections.provider;

import dev.connections.Deadline;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.Diagnosis;
import dev.connections.internal.lifecycle.Waiting;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Checks the health of all connections, {@value ProviderScope#AT_ONCE} at a time. Thread-safe.
 *
 * <p>A check that does not come back is waited for again by the next round instead of being begun
 * again: however often someone asks, there is one thread a connection at most. Whoever was not
 * checked in one round is the first in the next one.
 */
final class HealthRound {

  private final Collection<NamedConnection> connections;
  private final ProviderScope scope;
  private final Executor turns;
  private final Map<String, HealthCheck> inFlight = new ConcurrentHashMap<>();
  private final Set<String> missed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unfinished = new AtomicInteger();

  HealthRound(Collection<NamedConnection> connections, ProviderScope scope) {
    this.connections = connections;
    this.scope = scope;
    this.turns = scope.limited("connections-health");
  }

  /** The health of all connections, by name in the order of the configuration. */
  Map<String, Health> check(Duration length) {
    Deadline deadline = Deadline.after(length, scope.time());
    Map<String, HealthCheck> checks = new HashMap<>();
    for (NamedConnection connection : connections) {
      if (missed.contains(connection.name())) {
        checks.put(connection.name(), ask(connection, deadline));
      }
    }
    Map<String, Health> health = new LinkedHashMap<>();
    for (NamedConnection connection : connections) {
      health.put(connection.name(), Health.UNKNOWN); // the order of the configuration
      if (!checks.containsKey(connection.name())) {
        checks.put(connection.name(), ask(connection, deadline));
      }
    }
    health.replaceAll((name, unknown) -> await(Objects.requireNonNull(checks.get(name)), deadline));
    return Collections.unmodifiableMap(health);
  }

  /** The check in progress, or a new one. */
  private HealthCheck ask(NamedConnection connection, Deadline deadline) {
    boolean[] isNew = {false};
    HealthCheck check =
        inFlight.compute(
            connection.name(),
            (name, running) -> {
              if (running != null) {
                running.join(deadline);
                return running;
              }
              isNew[0] = true;
              boolean atOnce = unfinished.incrementAndGet() <= ProviderScope.AT_ONCE;
              return new HealthCheck(connection, deadline, atOnce);
            });
    if (isNew[0]) {
      turns.execute(() -> make(check));
    }
    return check;
  }

  private void make(HealthCheck check) {
    String name = check.connection().name();
    Health health = null;
    try {
      // Together with joining it: whoever has joined in time is waited for.
      boolean wanted =
          inFlight.computeIfPresent(name, (same, waits) -> waits.begin() ? waits : null) != null;
      if (wanted) {
        missed.remove(name);
        health = check.connection().handle().checkHealth();
      } else {
        missed.add(name);
      }
    } catch (Throwable failure) { // a missing class makes one connection DOWN, not all
      health = down("its health check failed: " + scope.redactor().redact(failure.toString()));
    } finally {
      unfinished.decrementAndGet();
      inFlight.remove(name, check);
      check.ends(health);
    }
  }

  private Health await(HealthCheck check, Deadline deadline) {
    try {
      if (!check.answer().isDone() && !deadline.isExpired()) {
        Waiting.untilDone(check.answer(), deadline);
      }
      if (!check.answer().isDone()) {
        return check.hadItsTime()
            ? down("has not answered within " + deadline.length().toMillis() + " ms")
            : notChecked(check, deadline);
      }
      Health health = check.answer().get();
      return health == null ? notChecked(check, deadline) : health;
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ConnectionInterruptedException(
          Diagnosis.of(
                  check.connection().name(),
                  "the thread was interrupted while it waited for the health check")
              .nextStep("let the thread end; the check goes on without it")
              .build(),
          interruption);
    } catch (ExecutionException impossible) {
      throw new AssertionError("answers are completed with a health only", impossible);
    }
  }

  /** It says nothing against a connection that others have taken all the time of the round. */
  private static Health notChecked(HealthCheck check, Deadline deadline) {
    Health known = check.connection().core().health();
    String problem = "not checked within " + deadline.length().toMillis() + " ms";
    if (known.status() != HealthStatus.UNKNOWN) {
      problem += "; last known: " + known.status();
      problem += known.problem() == null ? "" : ": " + known.problem();
    }
    HealthStatus status =
        known.status() == HealthStatus.DOWN ? HealthStatus.DOWN : HealthStatus.UNKNOWN;
    return new Health(status, known.checkedAt(), null, problem, known.data());
  }

  private Health down(String problem) {
    return new Health(HealthStatus.DOWN, scope.time().now(), null, problem, Map.of());
  }
}
