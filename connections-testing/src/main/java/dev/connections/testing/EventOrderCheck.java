package dev.connections.testing;

import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionEvent.Closed;
import dev.connections.monitoring.ConnectionEvent.HealthChanged;
import dev.connections.monitoring.ConnectionEvent.Missed;
import dev.connections.monitoring.ConnectionEvent.Opened;
import dev.connections.monitoring.ConnectionEvent.StateChanged;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the events of one connection and says which of them may not come where it came. */
final class EventOrderCheck {

  private long sequence;
  private final Map<String, Lifecycle> endpoints = new HashMap<>();
  private @Nullable HealthStatus health;
  private boolean closed;

  /** Where an endpoint stands. */
  private record Lifecycle(LifecycleState state, long generation) {}

  /** What is wrong with this event after those before it; null if nothing. */
  @Nullable String problemOf(ConnectionEvent event) {
    if (closed) {
      return "An event after the connection was closed";
    }
    if (event instanceof Missed missed) {
      return problemOfGap(missed);
    }
    if (sequence != 0 && event.sequence() != sequence + 1) {
      return "Event " + (sequence + 1) + " must follow event " + sequence;
    }
    sequence = event.sequence();
    if (event instanceof StateChanged change) {
      return problemOfChange(change);
    }
    if (event instanceof Opened opened) {
      return problemOfOpening(opened);
    }
    if (event instanceof HealthChanged change) {
      return problemOfHealth(change);
    }
    if (event instanceof Closed) {
      closed = true;
      return endpoints.values().stream()
          .map(Lifecycle::state)
          .filter(state -> state != LifecycleState.CLOSED)
          .findFirst()
          .map(state -> "Closed, but the state is " + state)
          .orElse(null);
    }
    return null;
  }

  private @Nullable String problemOfGap(Missed missed) {
    if (missed.sequence() <= sequence || missed.count() < 1) {
      return missed.count() + " events up to " + missed.sequence() + " cannot be missing";
    }
    sequence = missed.sequence();
    health = null; // its change may be among them
    return null;
  }

  private @Nullable String problemOfChange(StateChanged change) {
    Lifecycle known = endpoints.get(change.endpoint());
    if (known != null && change.from() != known.state()) {
      return "The state was " + known.state() + ", so it cannot change from " + change.from();
    }
    if (!change.from().canBecome(change.to())) {
      return change.from() + " may be followed by " + change.from().next() + " only";
    }
    if (known != null && change.generation() < known.generation()) {
      return "The generation was " + known.generation() + " already";
    }
    endpoints.put(change.endpoint(), new Lifecycle(change.to(), change.generation()));
    return null;
  }

  private @Nullable String problemOfOpening(Opened opened) {
    Lifecycle known = endpoints.get(opened.endpoint());
    if (known == null) {
      return null;
    }
    if (known.state() != LifecycleState.CONNECTED) {
      return "Opened, but the state is " + known.state();
    }
    // A new client in the place of an open one is a generation of its own.
    boolean fits =
        opened.generation() == known.generation() || opened.generation() == known.generation() + 1;
    endpoints.put(opened.endpoint(), new Lifecycle(known.state(), opened.generation()));
    return fits
        ? null
        : "Opened generation "
            + opened.generation()
            + ", but the state is of "
            + known.generation();
  }

  private @Nullable String problemOfHealth(HealthChanged change) {
    if (change.from() == change.to()) {
      return "A change of health that changes nothing";
    }
    if (health != null && change.from() != health) {
      return "Health was " + health + ", so it cannot change from " + change.from();
    }
    health = change.to();
    return null;
  }
}
