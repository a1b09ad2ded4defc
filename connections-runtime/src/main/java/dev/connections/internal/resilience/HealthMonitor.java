package dev.connections.internal.resilience;

import dev.connections.ConnectionEvent;
import dev.connections.Deadline;
import dev.connections.Health;
import dev.connections.HealthStatus;
import dev.connections.Lifecycle;
import dev.connections.LifecycleState;
import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.internal.lifecycle.Opener;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a connection's health: formed from what its uses show, and by a probe where they
 * show nothing or something bad. Thread-safe.
 *
 * <p>One lost physical connection proves little, because pools and HTTP clients replace it by
 * themselves. So a failure only casts suspicion; a probe beside the pool, at most one a second,
 * decides whether the connection is broken.
 */
final class HealthMonitor implements Opener.Observer, ProbeRunner.Observer {

  /** A success within this time is as good as a probe. */
  private static final Duration RECENT = Duration.ofSeconds(3);

  /** So often a suspicion is looked into, and so long a success does not outweigh it. */
  private static final long SUSPICION_NANOS = Duration.ofSeconds(1).toNanos();

  /** A verdict that was reached, apart from what is true only at the moment. */
  private record Verdict(
      HealthStatus status,
      @Nullable Instant at,
      @Nullable Duration responseTime,
      @Nullable String problem) {}

  private static final Verdict NONE = new Verdict(HealthStatus.UNKNOWN, null, null, null);

  private final EventJournal journal;
  private final LifecycleMachine machine;
  private final TimeSource time;
  private final OperationCounters counters;
  private final HealthData data;
  private final AtomicLong suspectedAt = new AtomicLong();
  private final AtomicLong probedForSuspicionAt;
  private final ProbeRunner probes;
  private volatile Verdict verdict = NONE;

  HealthMonitor(
      EventJournal journal,
      LifecycleMachine machine,
      TimeSource time,
      OperationCounters counters,
      HealthData data,
      ProbeRunner probes) {
    this.journal = journal;
    this.machine = machine;
    this.time = time;
    this.counters = counters;
    this.data = data;
    this.probes = probes;
    this.probedForSuspicionAt = new AtomicLong(time.nanoTime() - SUSPICION_NANOS);
  }

  /** What is known now. */
  Health now() {
    Verdict known = verdict;
    Lifecycle lifecycle = machine.current();
    LifecycleState state = lifecycle.state();
    if (state == LifecycleState.DRAINING || state == LifecycleState.CLOSED) {
      return new Health(
          HealthStatus.DOWN,
          lifecycle.since(),
          null,
          "The connection is closed or closing",
          data.now());
    }
    if (state == LifecycleState.BROKEN && known.status() != HealthStatus.DOWN) {
      // Broken at this moment, and the verdict is about to follow.
      return new Health(HealthStatus.DOWN, lifecycle.since(), null, lifecycle.cause(), data.now());
    }
    String saturated = known.status() == HealthStatus.UP ? data.saturation() : null;
    if (saturated != null) {
      return new Health(
          HealthStatus.DEGRADED, time.now(), known.responseTime(), saturated, data.now());
    }
    return new Health(
        known.status(), checkedAt(known), known.responseTime(), known.problem(), data.now());
  }

  /** When the verdict was last confirmed: a success confirms that the connection is up. */
  private @Nullable Instant checkedAt(Verdict known) {
    Duration sinceSuccess = known.status() == HealthStatus.UP ? counters.sinceSuccess() : null;
    if (sinceSuccess == null || known.at() == null) {
      return known.at();
    }
    Instant success = time.now().minus(sinceSuccess);
    return success.isAfter(known.at()) ? success : known.at();
  }

  /** Finds out; opens the connection if it is not open. */
  Health check(Opener opener, Deadline deadline) {
    try {
      if (machine.state() != LifecycleState.CONNECTED) {
        if (opener.open(deadline).ending() == Opener.Ending.TIMED_OUT) {
          down("It could not be opened within " + deadline.length().toMillis() + " ms");
        }
      } else if (!isKnownToBeUp()) {
        probes.probe(machine.current().generation(), this).await(deadline);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    return now();
  }

  private boolean isKnownToBeUp() {
    Duration sinceSuccess = counters.sinceSuccess();
    return verdict.status() == HealthStatus.UP
        && sinceSuccess != null
        && sinceSuccess.compareTo(RECENT) < 0;
  }

  /** An operation succeeded. One read, unless there was doubt. */
  void succeeded() {
    if (verdict.status() != HealthStatus.UP
        && time.nanoTime() - suspectedAt.get() > SUSPICION_NANOS
        && machine.state() == LifecycleState.CONNECTED) {
      conclude(new Verdict(HealthStatus.UP, time.now(), null, null));
    }
  }

  /** A use failed, and the external system may be at fault. */
  void suspect(String problem) {
    if (machine.state() != LifecycleState.CONNECTED) {
      return;
    }
    long now = time.nanoTime();
    suspectedAt.set(now);
    if (verdict.status() != HealthStatus.DOWN) {
      conclude(new Verdict(HealthStatus.DEGRADED, time.now(), null, problem));
    }
    long before = probedForSuspicionAt.get();
    if (now - before >= SUSPICION_NANOS && probedForSuspicionAt.compareAndSet(before, now)) {
      probes.probe(machine.current().generation(), this);
    }
  }

  @Override
  public void opened(Duration took) {
    conclude(answer(took));
  }

  @Override
  public void notOpened(String problem) {
    down(problem);
  }

  @Override
  public void answered(long generation, Duration took) {
    if (machine.state() == LifecycleState.CONNECTED
        && machine.current().generation() == generation) {
      conclude(answer(took));
    }
  }

  /** It can be reached; whether it can do its work, it may have said otherwise. */
  private Verdict answer(Duration took) {
    String complaint = data.complaint();
    HealthStatus status = complaint == null ? HealthStatus.UP : HealthStatus.DOWN;
    return new Verdict(status, time.now(), took, complaint);
  }

  @Override
  public void unanswered(long generation, String problem) {
    journal.inOrder(
        () -> {
          boolean lost = machine.lost(generation, problem);
          if (lost) {
            down(problem);
          }
          return lost;
        });
  }

  private void down(String problem) {
    conclude(new Verdict(HealthStatus.DOWN, time.now(), null, problem));
  }

  private void conclude(Verdict next) {
    journal.inOrder(
        () -> {
          LifecycleState state = machine.state();
          if (state == LifecycleState.DRAINING || state == LifecycleState.CLOSED) {
            return verdict; // nothing follows the event of closing
          }
          Verdict before = verdict;
          verdict = next;
          if (before.status() != next.status()) {
            journal.append(
                (connection, sequence, at) ->
                    new ConnectionEvent.HealthChanged(
                        connection, sequence, at, before.status(), next.status(), next.problem()));
          }
          return next;
        });
  }
}
