package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.internal.activity.LastActivity;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.internal.lifecycle.Opener;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.Lifecycle;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on an endpoint's health: formed from what its uses show, and by a probe where they
 * show nothing or something bad. Thread-safe.
 *
 * <p>One lost physical connection proves little, because pools and HTTP clients replace it by
 * themselves. So a failure only casts suspicion; a probe beside the pool, at most one a second,
 * decides whether the endpoint is broken. Whether it is DOWN, and whether it is UP again, is
 * decided by several in a row.
 */
public final class HealthMonitor implements Opener.Observer, ProbeRunner.Observer {

  /** Is told of what follows from the verdict. */
  interface Listener {
    /** The verdict or the lifecycle changed. */
    void changed();

    /** What could not be reached was opened, which its circuit may not know yet. */
    void signOfLife();

    /** It has answered a probe, so it can be reached. */
    void probeAnswered();
  }

  /** A success within this time is as good as a probe. */
  private static final Duration RECENT = Duration.ofSeconds(3);

  /** So often a suspicion is looked into, and so long a success does not outweigh it. */
  private static final long SUSPICION_NANOS = Duration.ofSeconds(1).toNanos();

  /** An answer to a probe takes much less where the server is well. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

  /** A verdict that was reached, apart from what is true only at the moment. */
  private record Verdict(
      HealthStatus status,
      @Nullable Instant at,
      long atNanos,
      @Nullable Duration responseTime,
      @Nullable String problem) {}

  private static final Verdict NONE = new Verdict(HealthStatus.UNKNOWN, null, 0, null, null);

  private final EventJournal journal;
  private final LifecycleMachine machine;
  private final TimeSource time;
  private final LastActivity signs;
  private final HealthData data;
  private final ProbeRunner probes;
  private volatile ResilienceSettings.Monitoring settings;
  private final Listener listener;
  private final ConnectionParts parts;
  private final AtomicLong suspectedAt;
  private final AtomicLong probedForSuspicionAt;
  private final AtomicBoolean anotherLook = new AtomicBoolean();
  private final AtomicBoolean saturationTold = new AtomicBoolean();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Throttling throttling = new Throttling();

  /** Uses that failed since one succeeded. */
  private final AtomicInteger failedUses = new AtomicInteger();

  private volatile long saturatedAt;
  private volatile Verdict verdict = NONE;
  private volatile long upSinceNanos;
  private @Nullable Supervisor supervisor;

  /** These are read and written in the journal's order. */
  private int failuresInARow;

  private int successesInARow;
  private boolean wasDown;

  HealthMonitor(
      LifecycleMachine machine,
      ConnectionParts parts,
      LastActivity signs,
      HealthData data,
      ProbeRunner probes,
      ResilienceSettings.Monitoring settings,
      Listener listener) {
    this.parts = parts;
    this.journal = parts.journal();
    this.machine = machine;
    this.time = parts.time();
    this.signs = signs;
    this.data = data;
    this.probes = probes;
    this.settings = settings;
    this.listener = listener;
    long longAgo = time.nanoTime() - SUSPICION_NANOS - 1; // the clock may be anywhere, below 0 too
    this.suspectedAt = new AtomicLong(longAgo);
    this.probedForSuspicionAt = new AtomicLong(longAgo);
  }

  /** Called once, before anything else: the two need each other. */
  void supervisedBy(Supervisor watcher) {
    supervisor = watcher;
  }

  void follow(ResilienceSettings.Monitoring next, Duration probeTimeout) {
    settings = next;
    probes.follow(probeTimeout);
  }

  /** Tells the verdict again, because what is true only at the moment may have changed. */
  void retell() {
    listener.changed();
  }

  Duration interval() {
    return settings.interval();
  }

  /** What is known now. */
  public Health now() {
    Verdict known = verdict;
    Lifecycle lifecycle = machine.current();
    LifecycleState state = lifecycle.state();
    if (LifecycleMachine.isClosing(state)) {
      return new Health(
          HealthStatus.DOWN,
          lifecycle.since(),
          null,
          "The connection is closed or closing",
          data.now());
    }
    if (state == LifecycleState.BROKEN && known.status() == HealthStatus.UP) {
      // Broken at this moment, and the verdict is about to follow.
      return new Health(
          HealthStatus.DEGRADED, lifecycle.since(), null, lifecycle.cause(), data.now());
    }
    boolean up = known.status() == HealthStatus.UP;
    String saturated = up ? data.saturation(saturationTold.get()) : null;
    if (up && saturated == null) {
      saturated = throttling.problem();
    }
    if (saturated != null) {
      return new Health(
          HealthStatus.DEGRADED, time.now(), known.responseTime(), saturated, data.now());
    }
    return new Health(
        known.status(), checkedAt(known), known.responseTime(), known.problem(), data.now());
  }

  /** How long it has been UP; nothing if it is not. */
  public Duration upFor() {
    Verdict known = verdict;
    return known.status() == HealthStatus.UP
        ? Duration.ofNanos(Math.max(0, time.nanoTime() - upSinceNanos))
        : Duration.ZERO;
  }

  public boolean isUp() {
    return verdict.status() == HealthStatus.UP;
  }

  public boolean isDown() {
    return verdict.status() == HealthStatus.DOWN;
  }

  /** What is wrong; null if nothing is known to be. */
  @Nullable String problem() {
    return verdict.problem();
  }

  /** When the verdict was last confirmed: a success confirms that the endpoint is up. */
  private @Nullable Instant checkedAt(Verdict known) {
    Duration sinceSuccess = known.status() == HealthStatus.UP ? signs.age() : null;
    if (sinceSuccess == null || known.at() == null) {
      return known.at();
    }
    Instant success = time.now().minus(sinceSuccess);
    return success.isAfter(known.at()) ? success : known.at();
  }

  /** Finds out; opens the endpoint if it is not open. */
  public void check(Opener opener, Deadline deadline) {
    try {
      if (machine.state() != LifecycleState.CONNECTED) {
        if (opener.open(deadline).ending() == Opener.Ending.TIMED_OUT) {
          journal.inOrder(
              () ->
                  failed("It could not be opened within " + deadline.length().toMillis() + " ms"));
        }
      } else if (!isKnownToBeUp()) {
        probes.probe(machine.current().generation(), this).await(deadline);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends a probe, unless one is under way. */
  void probe() {
    probes.probe(machine.current().generation(), this);
  }

  private boolean isKnownToBeUp() {
    Duration sinceSuccess = signs.age();
    return verdict.status() == HealthStatus.UP
        && sinceSuccess != null
        && sinceSuccess.compareTo(RECENT) < 0;
  }

  /** How long it has given no sign of life; null if it never gave one. */
  @Nullable Duration silence() {
    Duration sinceSuccess = signs.age();
    Verdict known = verdict;
    Duration sinceVerdict =
        known.status() == HealthStatus.UP
            ? Duration.ofNanos(time.nanoTime() - known.atNanos())
            : null;
    if (sinceSuccess == null || sinceVerdict == null) {
      return sinceSuccess == null ? sinceVerdict : sinceSuccess;
    }
    return sinceSuccess.compareTo(sinceVerdict) < 0 ? sinceSuccess : sinceVerdict;
  }

  /** An operation succeeded. One read, unless there was doubt. */
  public void succeeded() {
    if (throttling.ends()) {
      listener.changed();
    }
    if (verdict.status() != HealthStatus.UP
        && time.nanoTime() - suspectedAt.get() > SUSPICION_NANOS
        && machine.state() == LifecycleState.CONNECTED) {
      journal.inOrder(() -> worked(null));
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
    if (machine.state() != LifecycleState.CONNECTED) {
      return;
    }
    long now = time.nanoTime();
    if (hasSucceededSinceSuspected(now)) {
      failedUses.set(0);
    }
    failedUses.incrementAndGet();
    suspectedAt.set(now);
    if (evident && verdict.status() != HealthStatus.DOWN) {
      conclude(verdict(HealthStatus.DEGRADED, null, problem));
    }
    long before = probedForSuspicionAt.get();
    if (now - before < SUSPICION_NANOS) {
      lookAgain(Duration.ofNanos(SUSPICION_NANOS - (now - before)));
    } else if (probedForSuspicionAt.compareAndSet(before, now)) {
      ProbeRunner.Probe sent = probes.probe(machine.current().generation(), this);
      parts.later(LONG_ENOUGH, () -> lookWhetherUnanswered(sent, problem));
    }
  }

  /**
   * A server that hangs lets a probe wait for its whole time limit. Where uses fail as well, one
   * after the other, nobody has to wait for that.
   */
  private void lookWhetherUnanswered(ProbeRunner.Probe sent, String problem) {
    journal.inOrder(
        () -> {
          boolean silent =
              !sent.isDecided()
                  && machine.state() == LifecycleState.CONNECTED
                  && verdict.status() != HealthStatus.DOWN;
          if (silent) {
            int failed = failedUsesInARow();
            boolean down = failed >= settings.failAfter();
            successesInARow = 0;
            wasDown |= down;
            conclude(
                verdict(
                    down ? HealthStatus.DOWN : HealthStatus.DEGRADED,
                    null,
                    "probe has no answer after "
                        + LONG_ENOUGH.toMillis()
                        + " ms, and uses failed in a row: "
                        + failed
                        + ", such as: "
                        + problem));
          }
          return silent;
        });
  }

  private int failedUsesInARow() {
    return hasSucceededSinceSuspected(time.nanoTime()) ? 0 : failedUses.get();
  }

  private boolean hasSucceededSinceSuspected(long now) {
    Duration sinceSuccess = signs.age();
    return sinceSuccess != null && sinceSuccess.toNanos() < now - suspectedAt.get();
  }

  /** So many callers in a row that are refused are enough: a probe may go another way in. */
  private static final int REFUSALS = 3;

  /** A use was refused because of its credentials, though the endpoint counts as open. */
  public void refused(String problem) {
    if (machine.state() != LifecycleState.CONNECTED) {
      return; // then opening was refused, which is known already
    }
    suspectedAt.set(time.nanoTime());
    lookAgain(Duration.ofNanos(SUSPICION_NANOS));
    boolean enough = refusals.incrementAndGet() >= REFUSALS;
    if (verdict.status() == HealthStatus.DOWN) {
      return;
    }
    String told = authenticationFailed(problem);
    journal.inOrder(
        () -> {
          if (enough) {
            wasDown = true;
            successesInARow = 0;
          }
          conclude(verdict(enough ? HealthStatus.DOWN : HealthStatus.DEGRADED, null, told));
          return enough;
        });
  }

  /** It answered that it would not do it now. That counts until a use succeeds. */
  public void throttled(String problem) {
    if (throttling.refused(problem)) {
      listener.changed();
    }
  }

  /** A caller found every permit taken. It counts until nobody has for a second. */
  public void saturated() {
    saturatedAt = time.nanoTime();
    if (!saturationTold.get() && saturationTold.compareAndSet(false, true)) {
      listener.changed();
      parts.later(Duration.ofNanos(SUSPICION_NANOS), this::lookWhetherStillSaturated);
    }
  }

  private void lookWhetherStillSaturated() {
    if (time.nanoTime() - saturatedAt < SUSPICION_NANOS || data.saturation(false) != null) {
      parts.later(Duration.ofNanos(SUSPICION_NANOS / 2), this::lookWhetherStillSaturated);
    } else {
      saturationTold.set(false);
      listener.changed();
    }
  }

  /** The last probe was before the latest suspicion, which must not stand until somebody comes. */
  private void lookAgain(Duration delay) {
    if (anotherLook.compareAndSet(false, true)) {
      parts.later(
          delay,
          () -> {
            anotherLook.set(false);
            if (verdict.status() != HealthStatus.UP
                && machine.state() == LifecycleState.CONNECTED) {
              probedForSuspicionAt.set(time.nanoTime());
              probe();
            }
          });
    }
  }

  @Override
  public void opened(Duration took) {
    boolean still =
        journal.inOrder(() -> machine.state() == LifecycleState.CONNECTED && worked(took));
    watcher().opened();
    if (still) {
      listener.signOfLife();
    }
  }

  @Override
  public void notOpened(Throwable failure, String problem) {
    boolean refused = isRefusal(failure);
    journal.inOrder(() -> failed(refused ? authenticationFailed(problem) : problem));
    watcher().broken(refused);
  }

  /** Begins with the words that an operator searches for. */
  private static String authenticationFailed(String problem) {
    return "authentication failed: " + problem;
  }

  private boolean isRefusal(Throwable failure) {
    FailureClassifier failures = data.failures();
    FailureClassification meaning = failures.classify(failure, Phase.CONNECT);
    return meaning != null && meaning.kind() == FailureClassification.Kind.AUTHENTICATION;
  }

  private Supervisor watcher() {
    return Objects.requireNonNull(supervisor, "set before anything is opened");
  }

  @Override
  public void answered(long generation, Duration took) {
    if (refusals.get() > 0 && time.nanoTime() - suspectedAt.get() < 2 * SUSPICION_NANOS) {
      lookAgain(Duration.ofNanos(SUSPICION_NANOS)); // an old session answers; callers need new ones
      return;
    }
    boolean still =
        journal.inOrder(
            () ->
                machine.state() == LifecycleState.CONNECTED
                    && machine.current().generation() == generation
                    && worked(took));
    if (still) {
      listener.probeAnswered();
    }
  }

  @Override
  public void unanswered(long generation, @Nullable Throwable failure, String problem) {
    boolean refused = failure != null && isRefusal(failure);
    String told = refused ? authenticationFailed(problem) : problem;
    boolean lost =
        journal.inOrder(
            () -> {
              boolean moved = machine.lost(generation, told);
              if (moved) {
                failed(told);
              }
              return moved;
            });
    if (lost) {
      watcher().broken(refused);
    }
  }

  /** It can be reached; whether it can do its work, too: it may say otherwise. In order. */
  private boolean worked(@Nullable Duration took) {
    String problem = data.problem();
    if (problem != null) {
      bad(problem, took);
      // It is connected, so nothing else asks, and its circuit may keep all work away from it. As
      // often as what is not connected is opened again.
      boolean lasts = failuresInARow > Supervisor.EAGER_TRIES;
      lookAgain(lasts ? parts.jittered(settings.interval()) : Duration.ofNanos(SUSPICION_NANOS));
      return false;
    }
    failuresInARow = 0;
    failedUses.set(0);
    refusals.set(0);
    successesInARow++;
    if (wasDown && successesInARow < settings.recoverAfter()) {
      conclude(
          verdict(
              HealthStatus.DEGRADED,
              took,
              "it answers again: %d of %d answers in a row"
                  .formatted(successesInARow, settings.recoverAfter())));
      probe();
    } else {
      wasDown = false;
      conclude(verdict(HealthStatus.UP, took, null));
    }
    return true;
  }

  /** It did not answer. In order. */
  private boolean failed(String problem) {
    bad(problem, null);
    return true;
  }

  /**
   * It did not answer, or said that it cannot do its work. Uses that failed before, without one
   * that succeeded, are failures in a row as well: a server that hangs lets each probe wait for its
   * whole time limit. In order.
   */
  private void bad(String problem, @Nullable Duration took) {
    boolean everUp = verdict.status() != HealthStatus.UNKNOWN;
    successesInARow = 0;
    failuresInARow++;
    wasDown |= !everUp || failuresInARow + failedUsesInARow() >= settings.failAfter();
    conclude(verdict(wasDown ? HealthStatus.DOWN : HealthStatus.DEGRADED, took, problem));
  }

  private Verdict verdict(
      HealthStatus status, @Nullable Duration responseTime, @Nullable String problem) {
    return new Verdict(status, time.now(), time.nanoTime(), responseTime, problem);
  }

  private void conclude(Verdict next) {
    journal.inOrder(
        () -> {
          if (!machine.isClosing()) {
            if (next.status() == HealthStatus.UP && verdict.status() != HealthStatus.UP) {
              upSinceNanos = next.atNanos();
            }
            verdict = next;
            listener.changed();
          }
          return next; // nothing follows the event of closing
        });
  }
}
