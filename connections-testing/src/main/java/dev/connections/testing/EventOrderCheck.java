package dev.connections.testing;

import dev.connections.ConnectionEvent;
import dev.connections.ConnectionEvent.Closed;
import dev.connections.ConnectionEvent.HealthChanged;
import dev.connections.ConnectionEvent.Opened;
import dev.connections.ConnectionEvent.StateChanged;
import dev.connections.HealthStatus;
import dev.connections.LifecycleState;
import org.jspecify.annotations.Nullable;

/** Follows the events of one connection and says which of them may not come where it came. */
final class EventOrderCheck {

  private long sequence;
  private long generation;
  private @Nullable LifecycleState state;
  private @Nullable HealthStatus health;
  private boolean closed;

  /** What is wrong with this event after those before it; null if nothing. */
  @Nullable String problemOf(ConnectionEvent event) {
    if (closed) {
      return "An event after the connection was closed";
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
      return state == null || state == LifecycleState.CLOSED
          ? null
          : "Closed, but the state is " + state;
    }
    return null;
  }

  private @Nullable String problemOfChange(StateChanged change) {
    if (state != null && change.from() != state) {
      return "The state was " + state + ", so it cannot change from " + change.from();
    }
    if (!change.from().canBecome(change.to())) {
      return change.from() + " may be followed by " + change.from().next() + " only";
    }
    if (change.generation() < generation) {
      return "The generation was " + generation + " already";
    }
    state = change.to();
    generation = change.generation();
    return null;
  }

  private @Nullable String problemOfOpening(Opened opened) {
    if (state != null && state != LifecycleState.CONNECTED) {
      return "Opened, but the state is " + state;
    }
    return state != null && opened.generation() != generation
        ? "Opened generation " + opened.generation() + ", but the state is of " + generation
        : null;
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
