package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.activity.LastActivity;
import dev.connections.internal.lifecycle.ConnectionLock;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.Lifecycle;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The health of an endpoint: formed from what its uses show, and by a probe where they show nothing
 * or something bad. Thread-safe.
 *
 * <p>One lost physical connection proves little, because pools and HTTP clients replace it by
 * themselves. So a failure only casts suspicion; a probe outside of the pool, at most one a second,
 * decides whether the endpoint is broken. Whether it is DOWN, and whether it is UP again, is
 * decided by several in a row: see {@link HealthVerdict}.
 */
public final class HealthMonitor {

  /** A success within this time is as good as a probe. */
  private static final Duration RECENT = Duration.ofSeconds(3);

  /** An answer to a probe takes much less where the server is well. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

  private final ConnectionLock lock;
  private final LifecycleMachine machine;
  private final ConnectionParts parts;
  private final TimeSource time;
  private final LastActivity activity;
  private final HealthData data;
  private final ProbeRunner probes;
  private final EndpointOwner owner;
  private final Suspicion suspicion;
  private final Saturation saturation;
  private final Throttling throttling = new Throttling();
  private final AtomicBoolean lookPlanned = new AtomicBoolean();
  private volatile ResilienceSettings.Monitoring settings;

  /** Written under the lock. */
  private volatile ReachedVerdict reached = new ReachedVerdict(HealthVerdict.UNKNOWN, null, 0, 0);

  /**
   * The health of one endpoint, of which nothing is known.
   *
   * @param owner told whenever it may be another one
   */
  HealthMonitor(
      LifecycleMachine machine,
      ConnectionParts parts,
      LastActivity activity,
      HealthData data,
      ProbeRunner probes,
      ResilienceSettings.Monitoring settings,
      EndpointOwner owner) {
    this.lock = parts.lock();
    this.machine = machine;
    this.parts = parts;
    this.time = parts.time();
    this.activity = activity;
    this.data = data;
    this.probes = probes;
    this.settings = settings;
    this.owner = owner;
    this.suspicion = new Suspicion(time, activity);
    this.saturation = new Saturation(parts, data, owner);
  }

  void follow(ResilienceSettings.Monitoring next, Duration probeTimeout) {
    settings = next;
    probes.follow(probeTimeout);
  }

  /** What is true only at the moment may have changed. */
  void refresh() {
    owner.endpointChanged();
  }

  Duration interval() {
    return settings.interval();
  }

  /** What is known now; with details for people, which cost more than all the rest. */
  public Health now(boolean detailed) {
    Map<String, String> shown = detailed ? data.now() : Map.of();
    ReachedVerdict known = reached;
    HealthVerdict verdict = known.verdict();
    Lifecycle lifecycle = machine.current();
    LifecycleState state = lifecycle.state();
    if (LifecycleMachine.isClosing(state)) {
      String closing = "Connection closed or closing";
      return new Health(HealthStatus.DOWN, lifecycle.since(), null, closing, shown);
    }
    if (state == LifecycleState.BROKEN && verdict.isUp()) {
      // Broken at this moment, and the verdict is about to follow.
      return new Health(HealthStatus.DEGRADED, lifecycle.since(), null, lifecycle.cause(), shown);
    }
    String rejects = verdict.isUp() ? whyCallsAreRejected() : null;
    if (rejects != null) {
      return new Health(HealthStatus.DEGRADED, time.now(), verdict.responseTime(), rejects, shown);
    }
    return new Health(
        verdict.status(),
        known.checkedAt(time.now(), activity.age()),
        verdict.responseTime(),
        verdict.problem(),
        shown);
  }

  private @Nullable String whyCallsAreRejected() {
    String saturated = saturation.problem();
    return saturated == null ? throttling.problem() : saturated;
  }

  /** How long it has been UP; nothing if it is not. */
  public Duration upFor() {
    return reached.upFor(time.nanoTime());
  }

  public boolean isUp() {
    return reached.verdict().isUp();
  }

  public boolean isDown() {
    return reached.verdict().isDown();
  }

  /** What is wrong; null if nothing is known to be. */
  @Nullable String problem() {
    return reached.verdict().problem();
  }

  /** How long nothing was seen of it; null if nothing ever was. */
  @Nullable Duration idleTime() {
    return reached.idleTime(time.nanoTime(), activity.age());
  }

  /** Finds out; opens the endpoint if it is not open. */
  public void check(Opener opener, Deadline deadline) {
    try {
      if (machine.state() != LifecycleState.CONNECTED) {
        if (opener.open(deadline).ending() == Opener.Ending.TIMED_OUT) {
          failed("timed out connecting: not open within " + deadline.length().toMillis() + " ms");
        }
      } else if (!isKnownToBeUp()) {
        sendProbe().await(deadline);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isKnownToBeUp() {
    Duration sinceSuccess = activity.age();
    return isUp() && sinceSuccess != null && sinceSuccess.compareTo(RECENT) < 0;
  }

  /** Sends a probe, unless one is in progress. */
  void probe() {
    sendProbe();
  }

  private ProbeRunner.Probe sendProbe() {
    return probes.probe(machine.current().generation());
  }

  /** An operation succeeded. One read, unless there was doubt. */
  public void succeeded() {
    if (throttling.ends()) {
      owner.endpointChanged();
    }
    if (!isUp() && suspicion.isOld() && isConnected()) {
      lock.compute(() -> worked(null));
    }
  }

  /** A use failed, and the external system is at fault, if only for a moment. */
  public void suspect(String problem) {
    suspect(problem, true);
  }

  /**
   * A use had no answer in its time: the external system hangs, or the use asks for much, or its
   * caller has little time. A probe tells.
   */
  public void unanswered(String problem) {
    suspect(problem, false);
  }

  private void suspect(String problem, boolean evident) {
    if (!isConnected()) {
      return;
    }
    suspicion.useFailed();
    if (evident) {
      change(verdict -> verdict.suspected(problem));
    }
    Duration wait = suspicion.untilProbe();
    if (!wait.isZero()) {
      probeAgainAfter(wait);
    } else {
      ProbeRunner.Probe sent = sendProbe();
      parts.later(LONG_ENOUGH, () -> judgeUnanswered(sent, problem));
    }
  }

  /**
   * A server that hangs lets a probe wait for its whole time limit. Where uses fail as well, one
   * after the other, no one has to wait for that.
   */
  private void judgeUnanswered(ProbeRunner.Probe sent, String problem) {
    lock.run(
        () -> {
          if (!sent.isDecided() && isConnected()) {
            int failed = suspicion.failedUses();
            String why =
                "probe has no answer after "
                    + LONG_ENOUGH.toMillis()
                    + " ms, and uses failed in a row: "
                    + failed
                    + ", such as: "
                    + problem;
            change(verdict -> verdict.silent(why, failed, settings.failAfter()));
          }
        });
  }

  /** A use was rejected because of its credentials, though the endpoint counts as open. */
  public void loginRejected(String problem) {
    if (!isConnected()) {
      return; // then opening was rejected, which is known already
    }
    boolean enough = suspicion.loginRejected();
    probeAgainAfter(Suspicion.INTERVAL);
    change(verdict -> verdict.loginRejected(AuthenticationText.of(problem), enough));
  }

  /** It answered that it would not do it now, or not for these credentials. */
  public void callRejected(String problem, boolean credentials) {
    if (throttling.rejected(credentials ? AuthenticationText.of(problem) : problem)) {
      owner.endpointChanged();
    }
  }

  /** A caller found every permit taken: of this dedicated pool, or, if it is null, the client's. */
  public void saturated(@Nullable String pool) {
    saturation.rejected(pool);
  }

  /** The last probe was before the latest suspicion, which must not last until the next use. */
  private void probeAgainAfter(Duration delay) {
    if (lookPlanned.compareAndSet(false, true)) {
      parts.later(
          delay,
          () -> {
            lookPlanned.set(false);
            if (!isUp() && isConnected()) {
              suspicion.probed();
              probe();
            }
          });
    }
  }

  /** It was opened; whether it can also do its work. */
  boolean opened(Duration took) {
    return lock.compute(() -> isConnected() && worked(took));
  }

  /** A probe was answered; whether it can also do its work. */
  boolean answered(long generation, Duration took) {
    if (suspicion.hasRejectedLogins()) {
      probeAgainAfter(Suspicion.INTERVAL); // an old session answers; callers need new ones
      return false;
    }
    return lock.compute(
        () -> isConnected() && machine.current().generation() == generation && worked(took));
  }

  /** It did not answer, so it is broken; false if it was already, or was opened again since. */
  boolean lost(long generation, String problem) {
    return lock.compute(
        () -> {
          boolean lost = machine.lost(generation, problem);
          if (lost) {
            failed(problem);
          }
          return lost;
        });
  }

  /** It did not answer. */
  void failed(String problem) {
    failed(problem, null);
  }

  private HealthVerdict failed(String problem, @Nullable Duration took) {
    return change(
        before -> before.failed(problem, took, suspicion.failedUses(), settings.failAfter()));
  }

  /** It can be reached; whether it can do its work, too: it may say otherwise. With the lock. */
  private boolean worked(@Nullable Duration took) {
    String problem = data.problem();
    if (problem != null) {
      HealthVerdict bad = failed(problem, took);
      // It is connected, so nothing else asks, and its circuit may keep all work away from it. As
      // often as what is not connected is opened again.
      boolean eager = ReopeningPace.isEager(bad.failures() - 1);
      probeAgainAfter(eager ? Suspicion.INTERVAL : parts.jittered(settings.interval()));
      return false;
    }
    suspicion.clear();
    if (!change(verdict -> verdict.answered(took, settings.recoverAfter())).isUp()) {
      probe();
    }
    return true;
  }

  private boolean isConnected() {
    return machine.state() == LifecycleState.CONNECTED;
  }

  /** Forms the next verdict; nothing changes once closing has begun. */
  private HealthVerdict change(UnaryOperator<HealthVerdict> rule) {
    lock.lock();
    try {
      ReachedVerdict before = reached;
      HealthVerdict next = rule.apply(before.verdict());
      if (next != before.verdict() && !machine.isClosing()) {
        reached = before.followedBy(next, time.now(), time.nanoTime());
        owner.endpointChanged();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }
}
