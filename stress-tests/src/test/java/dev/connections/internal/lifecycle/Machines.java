package dev.connections.internal.lifecycle;

import dev.connections.TimeSource;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.ServerMetadata;
import java.time.Duration;
import java.util.Map;

/** Lifecycle machines whose events nobody hears. */
final class Machines {

  static final ServerMetadata SERVER = new ServerMetadata("Fake", "1", null, null, Map.of());

  private Machines() {}

  static LifecycleMachine disconnected() {
    ConnectionLock lock = new ConnectionLock();
    EventHub silent = new EventHub();
    silent.close(Duration.ZERO);
    return new LifecycleMachine(
        "primary",
        lock,
        new EventJournal("db", lock, TimeSource.system(), silent),
        TimeSource.system(),
        TimeSource.system().now());
  }

  static LifecycleMachine connected() {
    LifecycleMachine machine = disconnected();
    machine.connecting();
    machine.connected(SERVER, Duration.ZERO);
    return machine;
  }

  /** State and generation in one text. */
  static String where(LifecycleMachine machine) {
    dev.connections.monitoring.Lifecycle now = machine.current();
    LifecycleState state = now.state();
    return state + "/" + now.generation();
  }
}
