package dev.connections.provider;

import dev.connections.Deadline;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.Diagnosis;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Checks the health of all connections in parallel. Thread-safe.
 *
 * <p>A check that does not come back is waited for again by the next round instead of being begun
 * again: however often someone asks, there is one thread a connection at most.
 */
final class HealthRound {

  private final Collection<NamedConnection> connections;
  private final ProviderScope scope;
  private final Map<String, CompletableFuture<Health>> inFlight = new ConcurrentHashMap<>();

  HealthRound(Collection<NamedConnection> connections, ProviderScope scope) {
    this.connections = connections;
    this.scope = scope;
  }

  /** The health of all connections, by name in the order of the configuration. */
  Map<String, Health> check(Duration length) {
    Deadline deadline = Deadline.after(length, scope.time());
    Map<String, CompletableFuture<Health>> answers = new LinkedHashMap<>();
    for (NamedConnection connection : connections) {
      answers.put(
          connection.name(), inFlight.computeIfAbsent(connection.name(), name -> ask(connection)));
    }
    Map<String, Health> health = new LinkedHashMap<>();
    for (Map.Entry<String, CompletableFuture<Health>> answer : answers.entrySet()) {
      health.put(answer.getKey(), await(answer.getKey(), answer.getValue(), deadline));
    }
    return Collections.unmodifiableMap(health);
  }

  private CompletableFuture<Health> ask(NamedConnection connection) {
    return new CompletableFuture<Health>().completeAsync(() -> answer(connection), scope.threads());
  }

  private Health answer(NamedConnection connection) {
    try {
      return connection.handle().checkHealth();
    } catch (Throwable failure) { // a missing class makes one connection DOWN, not all
      return down("its health check failed: " + scope.redactor().redact(failure.toString()));
    } finally {
      inFlight.remove(connection.name());
    }
  }

  private Health await(String name, CompletableFuture<Health> answer, Deadline deadline) {
    try {
      return answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return down("has not answered within " + deadline.length().toMillis() + " ms");
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ConnectionInterruptedException(
          Diagnosis.of(name, "the thread was interrupted while it waited for the health check")
              .nextStep("let the thread end; the check goes on without it")
              .build(),
          interruption);
    } catch (ExecutionException impossible) {
      throw new AssertionError("answers are completed with a health only", impossible);
    }
  }

  private Health down(String problem) {
    return new Health(HealthStatus.DOWN, scope.time().now(), null, problem, Map.of());
  }
}
