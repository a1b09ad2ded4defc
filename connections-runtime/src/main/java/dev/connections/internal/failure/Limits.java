package dev.connections.internal.failure;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.annotations.grammar.NearestName;
import dev.connections.internal.circuit.Nanos;
import dev.connections.internal.permit.CurrentWork;
import dev.connections.internal.permit.Holder;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.OperationLimits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of a connection's operations: their own, else the connection's. Immutable.
 *
 * @param connection its name
 */
public record Limits(String connection, ConnectionSettings.Timeouts timeouts, TimeSource time) {

  /**
   * To be called before a call begins: a class of time limits that no one has configured is a slip,
   * and the ordinary limits instead would go unnoticed until they are too short or too long.
   */
  public void check(Operation operation) {
    String name = operation.timeouts();
    if (name != null && !timeouts.classes().containsKey(name)) {
      throw unknownClass(operation, name);
    }
  }

  private IllegalArgumentException unknownClass(Operation operation, String name) {
    List<String> known = timeouts.classes().keySet().stream().sorted().toList();
    String nearest = NearestName.of(name, known).orElse(null);
    return new IllegalArgumentException(
        "Operation '"
            + operation.name()
            + "' has the class of time limits '"
            + name
            + "', which connection '"
            + connection
            + "' does not have; "
            + (known.isEmpty() ? "it has none" : "it has: " + String.join(", ", known))
            + ". "
            + (nearest == null ? "" : "Did you mean " + nearest + "? ")
            + "Correct Operation.timeouts(…), or configure connections."
            + connection
            + ".timeouts.classes."
            + name);
  }

  /** For everything together; never more than what the call outside has left. */
  public Deadline total(Operation operation, @Nullable Holder outer, long nowNanos) {
    return within(outer, totalOf(operation), nowNanos);
  }

  /** For a first attempt that begins at once: the sooner of both limits. */
  public Deadline first(Operation operation, @Nullable Holder outer, long nowNanos) {
    return within(outer, firstOf(operation), nowNanos);
  }

  /** The same, of a call that is inside no other: its length. */
  public long firstNanos(Operation operation) {
    return Nanos.of(firstOf(operation));
  }

  private Duration firstOf(Operation operation) {
    Duration total = totalOf(operation);
    Duration attempt = attemptOf(operation);
    return attempt.compareTo(total) < 0 ? attempt : total;
  }

  /** For one attempt. */
  public Deadline attempt(Operation operation, Deadline total, long nowNanos) {
    return total.cappedAt(nowNanos, attemptOf(operation));
  }

  private Duration totalOf(Operation operation) {
    Duration own = operation.deadline();
    if (own != null) {
      return own;
    }
    OperationLimits ofClass = ofClass(operation);
    return ofClass == null ? timeouts.total() : ofClass.total();
  }

  /** An explicit deadline raises what no one has set below it. */
  private Duration attemptOf(Operation operation) {
    Duration own = operation.attemptTimeout();
    if (own != null) {
      return own;
    }
    OperationLimits ofClass = ofClass(operation);
    if (ofClass != null) {
      return ofClass.attempt();
    }
    Duration deadline = operation.deadline();
    return deadline != null
            && !timeouts.attemptConfigured()
            && deadline.compareTo(timeouts.attempt()) > 0
        ? deadline
        : timeouts.attempt();
  }

  /** For a part of another call: what the operation itself says, within the other's deadline. */
  public Deadline joined(Operation operation, Deadline outer, long nowNanos) {
    Deadline deadline = outer;
    if (operation.deadline() != null) {
      deadline = deadline.cappedAt(nowNanos, operation.deadline());
    }
    if (operation.attemptTimeout() != null) {
      deadline = deadline.cappedAt(nowNanos, operation.attemptTimeout());
    }
    return deadline;
  }

  /** A limit that has passed: its value, and what has set it. */
  public String describe(@Nullable Operation operation, Deadline passed) {
    return passed.length().toMillis() + " ms (" + origin(operation, passed.length()) + ")";
  }

  /** A class has the ordinary limits where it is silent. */
  private static String ofClass(Operation operation, String limit, boolean ordinary) {
    String own = "timeouts.classes." + operation.timeouts() + "." + limit;
    return ordinary ? "timeouts." + limit + " or " + own : own;
  }

  /**
   * Limits are told apart by their length, so that no call has to carry a name. An attempt may take
   * no longer than all of them together, so where both are the same, the limit for all is the one
   * to raise; and the one for an attempt may not even have been written.
   */
  private String origin(@Nullable Operation operation, Duration length) {
    if (operation != null) {
      OperationLimits ofClass = ofClass(operation);
      if (length.equals(operation.deadline())) {
        return "Operation.deadline";
      } else if (length.equals(operation.attemptTimeout())) {
        return "Operation.attemptTimeout";
      } else if (ofClass != null && length.equals(ofClass.total())) {
        return ofClass(operation, "total", ofClass.total().equals(timeouts.total()));
      } else if (ofClass != null && length.equals(ofClass.attempt())) {
        return ofClass(operation, "attempt", ofClass.attempt().equals(timeouts.attempt()));
      }
    }
    if (length.equals(timeouts.total())) {
      return "timeouts.total";
    } else if (length.equals(timeouts.attempt())) {
      return timeouts.attemptConfigured() ? "timeouts.attempt" : "timeouts.attempt by default";
    }
    return length.equals(timeouts.connect())
        ? "timeouts.connect"
        : "the deadline of the call around it";
  }

  private @Nullable OperationLimits ofClass(Operation operation) {
    String name = operation.timeouts();
    return name == null ? null : timeouts.classes().get(name);
  }

  /** For opening, where no operation asks for it. */
  public Deadline connect(@Nullable Holder outer) {
    return within(outer, timeouts.connect(), time.nanoTime());
  }

  private Deadline within(@Nullable Holder outer, Duration length, long nowNanos) {
    Deadline inherited = outer == null ? null : CurrentWork.inherited(outer);
    return inherited == null
        ? Deadline.afterAt(nowNanos, length, time)
        : inherited.cappedAt(nowNanos, length);
  }
}
