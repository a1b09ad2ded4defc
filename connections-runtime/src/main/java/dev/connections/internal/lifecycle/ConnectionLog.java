package dev.connections.internal.lifecycle;

import dev.connections.TimeSource;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The log of one connection. Changes of health, circuits and the active endpoint are logged at once
 * and never left out, see {@link StateLog}; of all else from INFO on there are ten lines a minute,
 * and one that counts the rest. Thread-safe.
 */
final class ConnectionLog {

  static final int LINES = 10;
  static final Duration SPAN = Duration.ofMinutes(1);

  private final String name;
  private final Consumer<EventLine> output;
  private final TimeSource time;
  private final Later later;
  private final LogAllowance allowance;
  private final ReentrantLock order = new ReentrantLock();
  private final Map<String, StateLog> states = new HashMap<>();
  private final HealthOutages healthOutages = new HealthOutages();
  private final Map<String, Instant> subscriptionsLost = new HashMap<>();
  private @Nullable EventLine lastLeftOut;

  ConnectionLog(String name, Consumer<EventLine> output, TimeSource time, Later later) {
    this.name = name;
    this.output = output;
    this.time = time;
    this.later = later;
    this.allowance = new LogAllowance(time, LINES, SPAN);
  }

  /** The log of a connection with this name. */
  static ConnectionLog of(String name, TimeSource time, Later later) {
    Logger logger = LoggerFactory.getLogger("dev.connections." + name);
    return new ConnectionLog(name, line -> line.to(logger), time, later);
  }

  /** Logs an event. */
  void write(ConnectionEvent event) {
    order.lock();
    try {
      EventLine line = EventLine.of(event, outage(event));
      if (line == null) {
        return;
      }
      if (line.change() != null) {
        stateOf(line.change().subject()).write(line, line.change());
      } else {
        writeOther(line);
      }
    } finally {
      order.unlock();
    }
  }

  private StateLog stateOf(String subject) {
    StateLog known = states.get(subject);
    if (known == null) {
      known = new StateLog(output, time, this::laterInOrder);
      states.put(subject, known);
    }
    return known;
  }

  /** The outage of the connection or of a subscription that is over with this event. */
  private @Nullable Outage outage(ConnectionEvent event) {
    if (event instanceof ConnectionEvent.SubscriptionChanged change) {
      return outage(change);
    }
    return event instanceof ConnectionEvent.HealthChanged change
        ? healthOutages.ended(change)
        : null;
  }

  private @Nullable Outage outage(ConnectionEvent.SubscriptionChanged change) {
    if (change.to() == SubscriptionState.RECONNECTING) {
      subscriptionsLost.put(change.subscription(), change.at());
      return null;
    }
    Instant since = subscriptionsLost.remove(change.subscription());
    return since == null || change.to() != SubscriptionState.ACTIVE
        ? null
        : Outage.of(Duration.between(since, change.at()));
  }

  private void writeOther(EventLine line) {
    if (line.level() == Level.DEBUG) {
      output.accept(line); // usually off: it must not use up the limit
      return;
    }
    if (allowance.take()) {
      tellLeftOut();
      output.accept(line);
      return;
    }
    boolean first = lastLeftOut == null;
    lastLeftOut = line;
    if (first) {
      laterInOrder(allowance.remaining(), this::tellLeftOut);
    }
  }

  private void laterInOrder(Duration delay, Runnable task) {
    later.run(
        delay,
        () -> {
          order.lock();
          try {
            task.run();
          } finally {
            order.unlock();
          }
        });
  }

  /** Says how many lines were left out since this was last said; nothing if there were none. */
  private void tellLeftOut() {
    EventLine last = lastLeftOut;
    if (last != null) {
      lastLeftOut = null;
      output.accept(EventLine.leftOut(name, allowance.takeRefused(), SPAN, last));
    }
  }

  /** Logs what waits to be logged; nothing follows. */
  void end() {
    order.lock();
    try {
      tellLeftOut();
      for (StateLog state : states.values()) {
        state.catchUp();
      }
    } finally {
      order.unlock();
    }
  }
}
