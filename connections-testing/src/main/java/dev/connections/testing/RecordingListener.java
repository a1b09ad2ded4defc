package dev.connections.testing;

import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionListener;
import dev.connections.monitoring.LifecycleState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A listener that remembers all events, waits for one, and checks that they came as promised.
 *
 * <pre>{@code
 * RecordingListener events = new RecordingListener();
 * try (ConnectionProvider provider = Connections.builder()…listener(events).open()) {
 *   provider.get("orders-db").connect();
 *   events.await(event -> event instanceof ConnectionEvent.Opened, Duration.ofSeconds(5));
 * }
 * events.assertInOrder();
 * }</pre>
 *
 * <p>Thread-safe. It remembers events forever, so it is for tests alone.
 */
public final class RecordingListener implements ConnectionListener {

  private final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();

  /** A listener that has heard nothing. */
  public RecordingListener() {}

  @Override
  public void onEvent(ConnectionEvent event) {
    events.add(event);
  }

  /** What it has heard so far, in the order of hearing. */
  public List<ConnectionEvent> events() {
    return List.copyOf(events);
  }

  /** What it has heard of one connection. */
  public List<ConnectionEvent> events(String connection) {
    return events.stream().filter(event -> event.connection().equals(connection)).toList();
  }

  /** The events of one class. */
  public <E extends ConnectionEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The states of a connection's lifecycle, as it came into them. */
  public List<LifecycleState> states(String connection) {
    return events(connection).stream()
        .filter(ConnectionEvent.StateChanged.class::isInstance)
        .map(event -> ((ConnectionEvent.StateChanged) event).to())
        .toList();
  }

  /**
   * The first event that fits, waited for if it has not come yet.
   *
   * @throws AssertionError with everything heard, if none comes in time
   */
  public ConnectionEvent await(Predicate<? super ConnectionEvent> wanted, Duration atMost) {
    Poll.until(
        atMost,
        () -> events.stream().anyMatch(wanted),
        () -> "The event that was waited for did not come. Heard:\n" + this);
    return events.stream().filter(wanted).findFirst().orElseThrow();
  }

  /**
   * Checks the events of every connection: numbered without a gap, each change of state legal and
   * beginning where the one before ended, generations never going back, "opened" only while
   * connected, and nothing after "closed".
   *
   * @throws AssertionError with the event that breaks the promise, and all events
   */
  public void assertInOrder() {
    Map<String, EventOrderCheck> checks = new LinkedHashMap<>();
    for (ConnectionEvent event : events) {
      EventOrderCheck check =
          checks.computeIfAbsent(event.connection(), name -> new EventOrderCheck());
      String problem = check.problemOf(event);
      if (problem != null) {
        throw new AssertionError(problem + ":\n  " + event + "\nHeard:\n" + this);
      }
    }
  }

  /** One event a line. */
  @Override
  public String toString() {
    return events.stream().map(event -> "  " + event).collect(Collectors.joining("\n"));
  }
}
