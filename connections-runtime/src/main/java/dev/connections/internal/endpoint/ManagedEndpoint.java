package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.activity.LastActivity;
import dev.connections.internal.circuit.Circuit;
import dev.connections.internal.dedicated.DedicatedPools;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.LongUses;
import dev.connections.monitoring.Lifecycle;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.settings.ConnectionSettings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a connection: its lifecycle, its circuit, its health, and the client it is used
 * through at present. Thread-safe; does no I/O until it is used.
 */
public final class ManagedEndpoint<E extends Endpoint> implements PresentEndpoint {

  private final String name;
  private final ConnectionParts parts;
  private final LifecycleMachine machine;
  private final CurrentCircuit circuit;
  private final LastActivity activity;
  private final HealthMonitor health;
  private final Supervisor supervisor;
  private final WriteCheck writes;
  private final EndpointProgress progress = new EndpointProgress();
  private final EndpointReactions reactions;
  private final EndpointOwner owner;
  private volatile Client<E> client;
  private volatile boolean removed;

  /**
   * An endpoint that was never opened.
   *
   * @param since when it was made
   */
  public ManagedEndpoint(
      ConnectionParts parts,
      String name,
      E endpoint,
      ConnectionSettings settings,
      EndpointOwner owner,
      Instant since) {
    this.name = name;
    this.parts = parts;
    this.owner = owner;
    this.reactions = new EndpointReactions(this, parts, owner);
    this.machine = new LifecycleMachine(name, parts.lock(), parts.journal(), parts.time(), since);
    this.circuit = new CurrentCircuit(parts, settings.resilience().circuit(), reactions);
    this.activity = new LastActivity(parts.time());
    Duration probeTimeout = settings.timeouts().health();
    this.health =
        new HealthMonitor(
            machine,
            parts,
            activity,
            new HealthData(this),
            new ProbeRunner(this, parts, probeTimeout, reactions),
            settings.resilience().monitoring(),
            owner);
    this.writes = new WriteCheck(parts, this, probeTimeout, owner);
    this.client = client(endpoint, settings);
    this.supervisor = new Supervisor(parts, this, machine, health, reactions);
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

  /** The same, with all the time that opening may take. */
  @Override
  public void reopen() throws InterruptedException {
    Opener.Result unused = open(Deadline.after(connectTimeout(), parts.time()));
  }

  /** A client that was never opened, for this endpoint. */
  public Client<E> client(E endpoint, ConnectionSettings settings) {
    Bulkhead bulkhead =
        new Bulkhead(
            null,
            null,
            settings.bulkhead(),
            endpoint::capacity,
            parts.time(),
            parts.watchdog(),
            parts.leaks());
    Opener opener =
        new Opener(
            parts,
            machine,
            new OpenClient(parts, endpoint, this),
            settings.timeouts().connect(),
            bulkhead,
            reactions);
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
  @Override
  public void opened(Endpoint endpoint) {
    if (owner.hasWritesThatCouldMove(name)) {
      writes.opened(endpoint);
    }
    parts.opened().run();
  }

  /** Whether it takes writes. */
  public WriteCheck writes() {
    return writes;
  }

  /** How far it was when it was last asked. */
  public EndpointProgress progress() {
    return progress;
  }

  @Override
  public String name() {
    return name;
  }

  /** The clock of its connection. */
  public TimeSource time() {
    return parts.time();
  }

  public LifecycleMachine machine() {
    return machine;
  }

  @Override
  public Circuit circuit() {
    return circuit.get();
  }

  CurrentCircuit currentCircuit() {
    return circuit;
  }

  public LastActivity activity() {
    return activity;
  }

  public EndpointReactions reactions() {
    return reactions;
  }

  public HealthMonitor health() {
    return health;
  }

  public Supervisor supervisor() {
    return supervisor;
  }

  @Override
  public Client<E> client() {
    return client;
  }

  /** It is used through another client from now on, and judged by other settings. */
  public void use(Client<E> next, ConnectionSettings settings) {
    reactions.settingsChanged(settings);
    client = next;
  }

  /** Whether it makes sense to send something there. */
  public boolean isUsable(long nowNanos) {
    return isOpenOrMayBe() && !circuit().rejects(nowNanos) && !health.isDown();
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
    if (circuit().rejects(nowNanos)) {
      return circuit().describe();
    }
    String problem = health.problem();
    if (problem == null) {
      problem = writes.problem();
    }
    if (problem == null) {
      Lifecycle now = machine.current();
      problem = now.cause() == null ? "it is " + now.state() : now.cause();
    }
    return problem;
  }

  /** How many use it now. */
  public int inFlight() {
    return client.bulkhead().inFlight();
  }

  public @Nullable ServerMetadata server() {
    return client.opener().server();
  }

  /** So long opening may take. */
  public Duration connectTimeout() {
    return client.opener().timeout();
  }
}
