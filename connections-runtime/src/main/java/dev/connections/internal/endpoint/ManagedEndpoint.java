package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.internal.activity.LastActivity;
import dev.connections.internal.circuit.Circuit;
import dev.connections.internal.dedicated.DedicatedPools;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.internal.lifecycle.Opener;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.LazyBulkhead;
import dev.connections.internal.permit.LongUses;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a connection: its lifecycle, its circuit, its health, and the client it is used
 * through at present. Thread-safe; does no I/O until it is used.
 */
public final class ManagedEndpoint<E extends Endpoint> {

  private final String name;
  private final ConnectionParts parts;
  private final LifecycleMachine machine;
  private volatile Circuit circuit;
  private final LastActivity signs;
  private final HealthMonitor health;
  private final Supervisor supervisor;
  private final WriteCheck writes;
  private final AddressWatch addresses;
  private final EndpointObserver observer;
  private volatile Client<E> client;
  private ResilienceSettings.Circuit circuitSettings;
  private volatile int circuits;
  private volatile boolean removed;

  /**
   * An endpoint that was never opened.
   *
   * @param parts what all endpoints of the connection share
   * @param changed is told after anything changed that decides whether it is usable
   */
  public ManagedEndpoint(
      ConnectionParts parts,
      String name,
      E endpoint,
      ConnectionSettings settings,
      EndpointObserver changed) {
    this.name = name;
    this.parts = parts;
    this.observer = changed;
    this.machine = new LifecycleMachine(name, parts.journal(), parts.time());
    this.circuitSettings = settings.resilience().circuit();
    this.circuit = circuit(circuitSettings);
    this.signs = new LastActivity(parts.time());
    this.health =
        new HealthMonitor(
            machine,
            parts,
            signs,
            new HealthData(this),
            new ProbeRunner(() -> client().endpoint(), parts, settings.timeouts().health()),
            settings.resilience().monitoring(),
            new HealthMonitor.Listener() {
              @Override
              public void changed() {
                changed.healthChanged(ManagedEndpoint.this);
              }

              @Override
              public void signOfLife() {
                circuit().signOfLife();
              }

              @Override
              public void probeAnswered() {
                circuit().probeAnswered();
              }
            });
    this.writes =
        new WriteCheck(
            parts,
            () -> client().endpoint(),
            settings.timeouts().health(),
            () -> changed.healthChanged(this));
    this.client = client(endpoint, settings);
    this.addresses =
        new AddressWatch(
            parts,
            name,
            () -> client().endpoint().addresses(),
            () -> changed.moved(ManagedEndpoint.this));
    this.supervisor = new Supervisor(this, parts);
    health.supervisedBy(supervisor);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
  private Circuit circuit(ResilienceSettings.Circuit settings) {
    int number = ++circuits;
    return new Circuit(
        settings,
        parts.time(),
        parts.random(),
        (from, to, reason, byOperator) -> {
          if (number == circuits) { // nobody cares for what becomes of a former one
            observer.circuitChanged(this, from, to, reason, byOperator);
            if (to == CircuitState.OPEN) {
              supervisor().circuitOpened();
            }
          }
        });
  }

  /** What is judged from now on is judged by these settings; called by one thread at a time. */
  public void follow(ConnectionSettings settings) {
    health.follow(settings.resilience().monitoring(), settings.timeouts().health());
    writes.follow(settings.timeouts().health());
    if (!circuitSettings.equals(settings.resilience().circuit())) {
      circuitSettings = settings.resilience().circuit();
      replaceCircuit();
    }
  }

  /** Results are forgotten; what an operator has isolated stays isolated. */
  private void replaceCircuit() {
    Circuit before = circuit;
    CircuitState state = before.state();
    Circuit next = circuit(circuitSettings);
    Duration left = before.retryAfter(parts.time().nanoTime());
    if (before.isIsolated() && !left.isZero()) {
      next.isolate(left, "Isolated before its settings changed: " + before.describe());
      circuit = next;
      return;
    }
    circuit = next;
    if (state != CircuitState.CLOSED) {
      observer.circuitChanged(this, state, CircuitState.CLOSED, "Its settings changed", false);
    }
  }

  /** The configuration does not name it any more. */
  public void remove() {
    removed = true;
  }

  /** Whether the connection goes on without it. */
  public boolean isRemoved() {
    return removed;
  }

  /** Opens it if it is not open, through whichever client it has by then, and waits for it. */
  public Opener.Result open(Deadline deadline) throws InterruptedException {
    while (true) {
      Opener.Result result = client.opener().open(deadline);
      if (result.ending() != Opener.Ending.RETIRED) {
        return result;
      }
    }
  }

  /** A client that was never opened, for this endpoint. */
  public Client<E> client(E endpoint, ConnectionSettings settings) {
    LazyBulkhead bulkhead =
        new LazyBulkhead(
            settings.bulkhead(), endpoint, parts.time(), parts.watchdog(), parts.leaks());
    Opener opener =
        new Opener(
            parts.connection(),
            machine,
            endpoint,
            parts.time(),
            parts.redactor(),
            parts.watchdog().background(),
            settings.timeouts().connect(),
            () -> bulkhead.get().inFlight() == 0,
            health,
            () -> opened(endpoint));
    DedicatedPools dedicated =
        new DedicatedPools(
            endpoint,
            settings.bulkhead().leakAfter(),
            parts.time(),
            parts.watchdog(),
            parts.leaks());
    return new Client<>(endpoint, bulkhead, opener, dedicated, new LongUses());
  }

  /**
   * Where there is a choice, nothing is written before it is known that writes are taken. Other
   * endpoints are asked when writes are about to move there; reads do not wait for the answer.
   */
  private void opened(E endpoint) {
    if (observer.hasWritesThatCouldMove(this)) {
      writes.opened(endpoint);
    }
    parts.opened().run();
  }

  /** Whether it takes writes. */
  public WriteCheck writes() {
    return writes;
  }

  public String name() {
    return name;
  }

  public LifecycleMachine machine() {
    return machine;
  }

  public Circuit circuit() {
    return circuit;
  }

  public LastActivity signs() {
    return signs;
  }

  public HealthMonitor health() {
    return health;
  }

  public Supervisor supervisor() {
    return supervisor;
  }

  AddressWatch addresses() {
    return addresses;
  }

  public Client<E> client() {
    return client;
  }

  public void use(Client<E> next) {
    client = next;
  }

  /** Whether it makes sense to send something there. */
  public boolean isUsable(long nowNanos) {
    return isOpenOrMayBe() && !circuit.refuses(nowNanos) && !health.isDown();
  }

  private boolean isOpenOrMayBe() {
    return switch (machine.state()) {
      case CONNECTED, DISCONNECTED -> true;
      case CONNECTING -> health.problem() == null; // else it is being opened again, perhaps in vain
      case BROKEN, DRAINING, CLOSED -> false;
    };
  }

  /** Why it is not usable, in a few words. */
  public String whyUnusable(long nowNanos) {
    if (circuit.refuses(nowNanos)) {
      return circuit.describe();
    }
    String problem = health.problem();
    if (problem == null) {
      problem = writes.problem();
    }
    return problem == null ? "it is " + machine.state() : problem;
  }

  /** How many use it now. */
  public int inFlight() {
    Bulkhead permits = client.bulkhead().ifMade();
    return permits == null ? 0 : permits.inFlight();
  }

  public @Nullable ServerMetadata server() {
    return client.opener().server();
  }

  /** So long opening may take. */
  public Duration connectTimeout() {
    return client.opener().timeout();
  }
}
