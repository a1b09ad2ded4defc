package dev.connections.internal.lifecycle;

import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.SubscriptionState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.DefaultLoggingEventBuilder;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * An event as a line of the log. The fields go to the log beside the text, for those who search.
 * Each text begins with the connection's name. All of them are listed in {@code docs/logs.md}.
 *
 * @param level how much it matters
 * @param text for people
 * @param fields for programs
 * @param change what has changed, if it is a line about that; such lines are never left out
 */
record EventLine(Level level, String text, Map<String, Object> fields, @Nullable Change change) {

  /** So many of those who were cut at the end are named in its line. */
  private static final int HOLDERS_NAMED = 3;

  /**
   * A change of something that has one state at a time.
   *
   * @param subject what has the state
   * @param state which it has now
   * @param passing whether it is on its way to another one
   */
  record Change(String subject, String state, boolean passing) {}

  /**
   * The line for an event; null if it says nothing that others do not say.
   *
   * @param outage how long the connection was not UP, or the subscription not active, if it is
   *     again
   */
  static @Nullable EventLine of(ConnectionEvent event, @Nullable Outage outage) {
    String name = event.connection() + ": ";
    if (event instanceof ConnectionEvent.StateChanged change) {
      return state(name, change);
    }
    if (event instanceof ConnectionEvent.Opened opened) {
      return opened(name, opened);
    }
    if (event instanceof ConnectionEvent.HealthChanged change) {
      return health(name, change, outage);
    }
    if (event instanceof ConnectionEvent.Closed closed) {
      return closed(name, closed);
    }
    if (event instanceof ConnectionEvent.CircuitChanged change) {
      return circuit(name, change);
    }
    if (event instanceof ConnectionEvent.SwitchedOver switched) {
      return switchedOver(name, switched);
    }
    if (event instanceof ConnectionEvent.AllEndpointsDown down) {
      return line(Level.ERROR, name + "no endpoint is usable: " + reasons(down.reasons()));
    }
    if (event instanceof ConnectionEvent.CallFailed failed) {
      return line(
              // A caller's own mistake is no fault of the connection; what was perhaps done is one.
              failed.code().equals("permanent") && !failed.outcome().mayBeApplied()
                  ? Level.INFO
                  : Level.WARN,
              name + (failed.rejected() ? "call rejected: " : "call failed: ") + failed.message())
          .with("code", failed.code());
    }
    if (event instanceof ConnectionEvent.OpeningFailed failed) {
      return line(Level.WARN, name + "opening failed: " + failed.message())
          .with("code", failed.code());
    }
    if (event instanceof ConnectionEvent.CallsFailed failed) {
      return summary(name, failed);
    }
    if (event instanceof ConnectionEvent.ConfigurationReplaced replaced) {
      return line(
              Level.INFO,
              name + "configuration replaced (generation " + replaced.generation() + ")")
          .with("generation", replaced.generation());
    }
    if (event instanceof ConnectionEvent.ConfigurationRejected) {
      return null; // logged once for all connections, by who reloads
    }
    if (event instanceof ConnectionEvent.LeakSuspected leak) {
      return line(Level.WARN, name + LeakText.of(leak.holder()))
          .with("operation", leak.holder().operation())
          .with("thread", leak.holder().thread());
    }
    if (event instanceof ConnectionEvent.SubscriptionChanged change) {
      return subscription(name, change, outage);
    }
    if (event instanceof ConnectionEvent.SubscriptionHandlerFailed failed) {
      return line(
              Level.WARN,
              name
                  + "handler of subscription '"
                  + failed.subscription()
                  + "' failed ("
                  + failed.failures()
                  + " so far): "
                  + failed.problem())
          .with("subscription", failed.subscription());
    }
    if (event instanceof ConnectionEvent.Missed missed) {
      return line(
          Level.WARN, name + missed.count() + " events were not logged: the log is too slow");
    }
    return line(Level.INFO, name + event);
  }

  /** What is said of lines that were left out, once they may be spoken of. */
  static EventLine leftOut(String connection, long count, Duration span, EventLine last) {
    return new EventLine(
        last.level(),
        connection
            + ": "
            + count
            + (count == 1 ? " more line was" : " more lines were")
            + " left out within "
            + span.toSeconds()
            + " s; the last one: "
            + last.text(),
        last.fields(),
        null);
  }

  /** This line as the last of several changes. */
  EventLine folded(int count, Duration span) {
    return new EventLine(
        level, text + " (" + count + " changes within " + span.toSeconds() + " s)", fields, change);
  }

  /** Health says what it means; this is for those who look at the steps. */
  private static EventLine state(String name, ConnectionEvent.StateChanged change) {
    String cause = change.cause() == null ? "" : ": " + change.cause();
    return line(
            Level.DEBUG,
            name
                + "lifecycle "
                + change.from()
                + " -> "
                + change.to()
                + at(change.endpoint())
                + cause)
        .with("endpoint", change.endpoint())
        .with("from", change.from())
        .with("to", change.to())
        .with("generation", change.generation());
  }

  private static EventLine opened(String name, ConnectionEvent.Opened opened) {
    String version = opened.server().version();
    // What is opened again after a loss is told by the health.
    return line(
            opened.generation() <= 1 ? Level.INFO : Level.DEBUG,
            name
                + "opened"
                + at(opened.endpoint())
                + " in "
                + opened.took().toMillis()
                + " ms (generation "
                + opened.generation()
                + "): "
                + opened.server().product()
                + (version == null ? "" : " " + version))
        .with("endpoint", opened.endpoint())
        .with("generation", opened.generation());
  }

  private static EventLine health(
      String name, ConnectionEvent.HealthChanged change, @Nullable Outage outage) {
    String text = name + change.to();
    if (change.to() == HealthStatus.UP) {
      text += outage == null ? "" : " again after " + outage.text();
    } else if (change.problem() != null) {
      text += ": " + change.problem();
    }
    boolean recovering = change.from() == HealthStatus.DOWN && change.to() == HealthStatus.DEGRADED;
    return line(change.to() == HealthStatus.UP ? Level.INFO : Level.WARN, text)
        .with("from", change.from())
        .with("to", change.to())
        .about("health", change.to().name(), recovering);
  }

  private static EventLine circuit(String name, ConnectionEvent.CircuitChanged change) {
    EventLine line =
        line(
                change.to() == CircuitState.CLOSED ? Level.INFO : Level.WARN,
                name
                    + "circuit "
                    + change.to()
                    + at(change.endpoint())
                    + (change.byOperator() ? " (by an operator)" : "")
                    + ": "
                    + change.reason())
            .with("endpoint", change.endpoint())
            .with("from", change.from())
            .with("to", change.to());
    // It is half open between two others only, again and again during an outage.
    return change.to() == CircuitState.HALF_OPEN
        ? new EventLine(Level.DEBUG, line.text(), line.fields(), null)
        : line.about("circuit " + change.endpoint(), change.to().name(), false);
  }

  private static EventLine subscription(
      String name, ConnectionEvent.SubscriptionChanged change, @Nullable Outage outage) {
    boolean passing = change.to() == SubscriptionState.STOPPING;
    boolean lost = change.to() == SubscriptionState.RECONNECTING && !change.planned();
    boolean wrong = lost || change.to() == SubscriptionState.FAILED;
    EventLine line =
        line(
                wrong ? Level.WARN : Level.INFO,
                name
                    + "subscription '"
                    + change.subscription()
                    + "' "
                    + change.to()
                    + (change.endpoint() == null ? "" : at(change.endpoint()))
                    + (outage == null ? "" : " again after " + outage.text())
                    + (change.problem() == null ? "" : ": " + change.problem()))
            .with("subscription", change.subscription())
            .with("from", change.from())
            .with("to", change.to());
    return passing
        ? new EventLine(Level.DEBUG, line.text(), line.fields(), null)
        : line.about("subscription " + change.subscription(), change.to().name(), false);
  }

  private static EventLine switchedOver(String name, ConnectionEvent.SwitchedOver switched) {
    return line(
            switched.byOperator() ? Level.INFO : Level.WARN,
            name
                + "active endpoint changed from "
                + switched.from()
                + " to "
                + switched.to()
                + (switched.byOperator() ? " (by an operator)" : "")
                + ": "
                + switched.reason())
        .with("from", switched.from())
        .with("to", switched.to())
        .about("active endpoint", switched.to(), false);
  }

  private static EventLine summary(String name, ConnectionEvent.CallsFailed failed) {
    long total = failed.counts().values().stream().mapToLong(Long::longValue).sum();
    // A caller's own mistake is no fault of the connection, as for the first of them.
    boolean permanent = failed.counts().keySet().equals(Set.of("permanent"));
    return line(
            permanent ? Level.INFO : Level.WARN,
            name
                + total
                + (total == 1 ? " call" : " calls")
                + " failed or rejected since "
                + failed.since().truncatedTo(ChronoUnit.SECONDS)
                + ": "
                + counts(failed.counts())
                + "; longest "
                + failed.longest().toMillis()
                + " ms")
        .with("calls", total);
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String reasons(Map<String, String> reasons) {
    return reasons.entrySet().stream()
        .map(each -> each.getKey() + ": " + each.getValue())
        .collect(Collectors.joining("; "));
  }

  private static @Nullable EventLine closed(String name, ConnectionEvent.Closed closed) {
    List<LeaseHolder> aborted = closed.aborted();
    return aborted.isEmpty()
        ? null
        : line(
            Level.WARN,
            name
                + "closed; "
                + (aborted.size() == 1 ? "1 unit" : aborted.size() + " units")
                + " of work did not finish in time: "
                + aborted.stream()
                    .limit(HOLDERS_NAMED)
                    .map(LeaseHolder::toString)
                    .collect(Collectors.joining("; "))
                + (aborted.size() > HOLDERS_NAMED ? "; …" : ""));
  }

  /** Nothing for what a connection's only endpoint is called, which most have. */
  private static String at(String endpoint) {
    return endpoint.equals("primary") ? "" : " (endpoint " + endpoint + ")";
  }

  private static EventLine line(Level level, String text) {
    return new EventLine(level, text, Map.of(), null);
  }

  private EventLine with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new EventLine(level, text, more, change);
  }

  private EventLine about(String subject, String state, boolean passing) {
    return new EventLine(level, text, fields, new Change(subject, state, passing));
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
