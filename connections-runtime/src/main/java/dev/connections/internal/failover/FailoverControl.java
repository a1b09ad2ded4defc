package dev.connections.internal.failover;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.circuit.DurationWords;
import dev.connections.internal.circuit.Nanos;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.FailoverState.Decision;
import dev.connections.internal.failover.FailoverState.Facts;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.Endpoint;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which endpoint of a connection is the active one, where there are several. An endpoint
 * takes over only after it was opened and has said that it takes writes. Decides on threads of the
 * background, one decision at a time; callers at most wait for one. Thread-safe.
 */
public final class FailoverControl<E extends Endpoint> {

  /** How often to decide again while no endpoint is usable, or one may be failed back to. */
  private static final Duration DECIDE_AGAIN = Duration.ofMillis(500);

  private final ConnectionParts parts;
  private final TimeSource time;
  private final Routing<E> routing;
  private final ConnectionHealth<E> health;
  private final TakeoverCheck takeover;
  private final AtomicReference<@Nullable DecisionLoop> loop = new AtomicReference<>();
  private final ReentrantLock deciding = new ReentrantLock();
  private final AtomicReference<FailoverState> state = new AtomicReference<>(FailoverState.INITIAL);
  private volatile Failover settings;

  public FailoverControl(
      ConnectionParts parts,
      Routing<E> routing,
      ConnectionHealth<E> health,
      Failover settings,
      Duration probeTimeout) {
    this.parts = parts;
    this.time = parts.time();
    this.routing = routing;
    this.health = health;
    this.settings = settings;
    this.takeover = new TakeoverCheck(parts, probeTimeout);
  }

  public void follow(Failover next, Duration probeTimeout) {
    settings = next;
    takeover.follow(probeTimeout);
    reconsider();
  }

  /** Something changed at an endpoint; decides soon, on another thread. */
  public void reconsider() {
    plan(Duration.ZERO);
  }

  private void planNext() {
    plan(parts.jittered(DECIDE_AGAIN));
  }

  /**
   * Plans the next decision, if there is anything to decide.
   *
   * @param failOverAfter when to fail over, if that is due
   */
  private void plan(Duration failOverAfter) {
    Routing.Table<E> table = routing.table();
    if (table.all().size() == 1 || isClosing(table)) {
      return;
    }
    Facts facts = facts(table);
    FailoverState now = observe(facts);
    switch (now.decide(facts, settings)) {
      case STAY -> {}
      case WAIT -> loop().plan(now.graceLeft(facts, settings));
      case FAIL_OVER -> loop().plan(failOverAfter);
      case FAIL_BACK -> loop().plan(parts.jittered(DECIDE_AGAIN));
    }
  }

  /**
   * Waits until it was decided once more where writes go, if the active endpoint is not usable and
   * that nothing is, is not known yet. Ends early at the deadline, when the call is canceled, and
   * when the thread is interrupted, which stays so.
   */
  public void awaitDecision(Deadline deadline, BooleanSupplier canceled) {
    Routing.Table<E> table = routing.table();
    if (table.all().size() == 1) {
      return;
    }
    Facts facts = facts(table);
    FailoverState now = observe(facts);
    if (now.allDownReported() || now.decide(facts, settings) != Decision.FAIL_OVER) {
      return;
    }
    try {
      loop().await(deadline, () -> canceled.getAsBoolean() || isClosing(table));
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  /** Made for the first decision: where there is one endpoint, there is none. */
  private DecisionLoop loop() {
    DecisionLoop known = loop.get();
    if (known != null) {
      return known;
    }
    DecisionLoop made = new DecisionLoop(parts, this::decide, this::planNext, DECIDE_AGAIN);
    DecisionLoop other = loop.compareAndExchange(null, made);
    return other == null ? made : other;
  }

  private Facts facts(Routing.Table<E> table) {
    long now = time.nanoTime();
    ManagedEndpoint<E> active = table.active();
    boolean takesWrites = active.writes().problem() == null;
    return new Facts(
        active,
        takesWrites && active.isUsable(now),
        takesWrites,
        active == table.all().get(0),
        now);
  }

  private FailoverState observe(Facts facts) {
    return state.updateAndGet(before -> before.after(facts));
  }

  private static boolean isClosing(Routing.Table<?> table) {
    return table.active().machine().isClosing();
  }

  /** Fails over or back, if it is time to; false if another thread is deciding. */
  private boolean decide() {
    if (!deciding.tryLock()) {
      return false;
    }
    try {
      Routing.Table<E> table = routing.table();
      if (isClosing(table) || table.all().size() == 1) {
        return true;
      }
      Facts facts = facts(table);
      switch (observe(facts).decide(facts, settings)) {
        case STAY, WAIT -> {}
        case FAIL_OVER -> failOver(table);
        case FAIL_BACK -> failBack(table);
      }
      return true;
    } finally {
      deciding.unlock();
    }
  }

  private void failOver(Routing.Table<E> table) {
    ManagedEndpoint<E> active = table.active();
    String reason = active.whyUnusable(time.nanoTime());
    Map<String, String> problems = new LinkedHashMap<>();
    problems.put(active.name(), reason);
    for (ManagedEndpoint<E> candidate : table.all()) {
      if (candidate != active) {
        String problem = takeover.problemNow(candidate);
        if (problem == null) {
          switchTo(candidate, reason, false);
          return;
        }
        problems.put(candidate.name(), problem);
      }
    }
    Facts facts = facts(table);
    if (!observe(facts).allDownReported() && !facts.usable()) {
      state.updateAndGet(FailoverState::reportedAllDown);
      parts.append(
          (connection, sequence, at) ->
              new ConnectionEvent.AllEndpointsDown(connection, sequence, at, problems));
    }
  }

  /** To the most preferred endpoint that has been healthy for long enough. */
  private void failBack(Routing.Table<E> table) {
    Duration healthyFor = settings.failBack().orElse(null);
    if (healthyFor == null) {
      return;
    }
    for (ManagedEndpoint<E> better : table.all()) {
      if (better == table.active()) {
        return;
      }
      if (better.machine().state() == LifecycleState.DISCONNECTED) {
        takeover.problem(better); // nothing else would ever open it
      }
      if (isHealthy(better, healthyFor) && takeover.problem(better) == null) {
        String reason = "It has been healthy for " + DurationWords.of(Nanos.of(healthyFor));
        better.circuit().provenHealthy(reason);
        switchTo(better, reason, false);
        return;
      }
    }
  }

  private boolean isHealthy(ManagedEndpoint<E> endpoint, Duration healthyFor) {
    return endpoint.machine().state() == LifecycleState.CONNECTED
        && endpoint.isUsable(time.nanoTime())
        && endpoint.health().isUp()
        && endpoint.health().upFor().compareTo(healthyFor) >= 0;
  }

  /** An operator's switch, which holds until the endpoint fails; null if it was made. */
  public @Nullable String switchByOperator(ManagedEndpoint<E> to, String reason) {
    deciding.lock();
    try {
      String problem = takeover.problem(to);
      if (problem == null && !switchTo(to, reason, true)) {
        return "the connection is being closed or gets a new configuration";
      }
      return problem;
    } finally {
      deciding.unlock();
    }
  }

  private boolean switchTo(ManagedEndpoint<E> to, String reason, boolean byOperator) {
    boolean switched =
        parts
            .lock()
            .compute(
                () -> {
                  Routing.Table<E> table = routing.table();
                  ManagedEndpoint<E> from = table.active();
                  if (isClosing(table) || !table.all().contains(to)) {
                    return false;
                  }
                  state.updateAndGet(before -> before.switched(byOperator));
                  if (from != to) {
                    routing.use(table.using(to));
                    parts.append(
                        (connection, sequence, at) ->
                            new ConnectionEvent.SwitchedOver(
                                connection,
                                sequence,
                                at,
                                from.name(),
                                to.name(),
                                reason,
                                byOperator));
                  }
                  return true;
                });
    health.refresh();
    return switched;
  }
}
