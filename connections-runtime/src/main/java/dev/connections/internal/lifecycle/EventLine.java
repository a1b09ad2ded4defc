package dev.connections.internal.lifecycle;

import dev.connections.CircuitState;
import dev.connections.ConnectionEvent;
import dev.connections.HealthStatus;
import dev.connections.LifecycleState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.DefaultLoggingEventBuilder;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * An event as a line of the log. The fields go to the log beside the text, for those who search.
 *
 * @param level how much it matters
 * @param text for people
 * @param fields for programs
 */
record EventLine(Level level, String text, Map<String, Object> fields) {

  /** The line for an event; null if it says nothing that others do not say. */
  static @Nullable EventLine of(ConnectionEvent event) {
    if (event instanceof ConnectionEvent.StateChanged change) {
      return state(change);
    }
    if (event instanceof ConnectionEvent.Opened opened) {
      return opened(opened);
    }
    if (event instanceof ConnectionEvent.HealthChanged change) {
      return health(change);
    }
    if (event instanceof ConnectionEvent.CircuitChanged change) {
      return circuit(change);
    }
    if (event instanceof ConnectionEvent.SwitchedOver switched) {
      return switchedOver(switched);
    }
    if (event instanceof ConnectionEvent.AllEndpointsDown down) {
      return line(Level.ERROR, "No endpoint is usable: " + down.reasons());
    }
    if (event instanceof ConnectionEvent.ConfigurationReplaced replaced) {
      return line(Level.INFO, "Configuration replaced (generation " + replaced.generation() + ")")
          .with("generation", replaced.generation());
    }
    if (event instanceof ConnectionEvent.ConfigurationKept) {
      return null; // logged once for all connections, by who reloads
    }
    if (event instanceof ConnectionEvent.LeakSuspected leak) {
      return line(Level.WARN, LeakText.of(leak.holder()))
          .with("operation", leak.holder().operation())
          .with("thread", leak.holder().thread());
    }
    if (event instanceof ConnectionEvent.Closed closed) {
      return closed(closed);
    }
    if (event instanceof ConnectionEvent.Missed missed) {
      return line(Level.WARN, missed.count() + " events were not logged: the log is too slow");
    }
    return line(Level.INFO, event.toString());
  }

  /** What is said of lines that were left out, once they may be spoken of. */
  static EventLine leftOut(long count, Duration span, EventLine last) {
    return new EventLine(
        last.level(),
        count
            + (count == 1 ? " more line was" : " more lines were")
            + " left out within "
            + span.toSeconds()
            + " s; the last one: "
            + last.text(),
        last.fields());
  }

  private static EventLine state(ConnectionEvent.StateChanged change) {
    String step = at(change.endpoint()) + change.from() + " -> " + change.to();
    EventLine line =
        change.to() == LifecycleState.BROKEN
            ? line(Level.WARN, step + ": " + change.cause())
            : line(Level.INFO, step);
    return line.with("endpoint", change.endpoint())
        .with("from", change.from())
        .with("to", change.to())
        .with("generation", change.generation());
  }

  private static EventLine opened(ConnectionEvent.Opened opened) {
    String version = opened.server().version();
    return line(
            Level.INFO,
            at(opened.endpoint())
                + "Opened (generation "
                + opened.generation()
                + ") in "
                + opened.took().toMillis()
                + " ms: "
                + opened.server().product()
                + (version == null ? "" : " " + version))
        .with("endpoint", opened.endpoint())
        .with("generation", opened.generation());
  }

  private static EventLine health(ConnectionEvent.HealthChanged change) {
    String step = "Health " + change.from() + " -> " + change.to();
    EventLine line =
        change.to() == HealthStatus.UP
            ? line(Level.INFO, step)
            : line(Level.WARN, step + ": " + change.problem());
    return line.with("from", change.from()).with("to", change.to());
  }

  private static EventLine circuit(ConnectionEvent.CircuitChanged change) {
    Level level = change.to() == CircuitState.CLOSED ? Level.INFO : Level.WARN;
    String who = change.byOperator() ? " (by an operator)" : "";
    return line(
            level,
            at(change.endpoint())
                + "Circuit "
                + change.from()
                + " -> "
                + change.to()
                + who
                + ": "
                + change.reason())
        .with("endpoint", change.endpoint())
        .with("from", change.from())
        .with("to", change.to());
  }

  private static EventLine switchedOver(ConnectionEvent.SwitchedOver switched) {
    String who = switched.byOperator() ? " (by an operator)" : "";
    return line(
            switched.byOperator() ? Level.INFO : Level.WARN,
            "Switched over from "
                + switched.from()
                + " to "
                + switched.to()
                + who
                + ": "
                + switched.reason())
        .with("from", switched.from())
        .with("to", switched.to());
  }

  private static @Nullable EventLine closed(ConnectionEvent.Closed closed) {
    return closed.aborted() == 0
        ? null
        : line(Level.WARN, "Closed; " + closed.aborted() + " units of work did not finish in time");
  }

  /** Nothing for what a connection's only endpoint is called, which most have. */
  private static String at(String endpoint) {
    return endpoint.equals("primary") ? "" : endpoint + ": ";
  }

  private static EventLine line(Level level, String text) {
    return new EventLine(level, text, Map.of());
  }

  private EventLine with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new EventLine(level, text, more);
  }

  /** Writes it. */
  void to(Logger log) {
    LoggingEventBuilder builder = log.atLevel(level);
    // A logger that knows no fields puts them before the text, which holds them already.
    if (log instanceof LoggingEventAware || !(builder instanceof DefaultLoggingEventBuilder)) {
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        builder = builder.addKeyValue(field.getKey(), field.getValue());
      }
    }
    builder.log(text);
  }
}
