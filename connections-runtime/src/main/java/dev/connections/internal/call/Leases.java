package dev.connections.internal.call;

import static dev.connections.internal.failure.AdmissionResult.Answer.ENDPOINT_LEFT;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.internal.failure.AdmissionResult;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.permit.CurrentWork;
import dev.connections.internal.permit.Holder;
import dev.connections.internal.permit.LeakReports;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.spi.Endpoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Uses that outlive a call: the same way in, no attempt deadline and no retry. Thread-safe. */
public final class Leases<E extends Endpoint> implements AdmittedPermit.Owner<E> {

  private final TimeSource time;
  private final Entrance<E> entrance;
  private final OutcomeRecorder results;
  private final CallTelemetry telemetry;
  private final LeakReports leaks;

  /** Leases that are out; looked through only for who takes another, and empty most of the time. */
  private final Set<AdmittedPermit<E>> out = ConcurrentHashMap.newKeySet();

  public Leases(
      Entrance<E> entrance, OutcomeRecorder results, CallTelemetry telemetry, LeakReports leaks) {
    this.time = entrance.time();
    this.entrance = entrance;
    this.results = results;
    this.telemetry = telemetry;
    this.leaks = leaks;
  }

  /** The lease that a thread has taken for itself; null if there is none. */
  @Nullable Holder of(Thread thread) {
    if (!out.isEmpty()) {
      for (AdmittedPermit<E> lease : out) {
        if (lease.belongsTo(thread)) {
          return lease;
        }
      }
    }
    return null;
  }

  /** A lease. */
  AdmittedPermit<E> admit(Operation operation) {
    AdmittedPermit<E> permit = admit(operation, true, null);
    out.add(permit);
    return permit;
  }

  /** A use by the native client, of which a thread may have several. */
  public AdmittedPermit<E> admitClient(Operation operation) {
    return admit(operation, false, null);
  }

  /**
   * A use of a dedicated resource, of which a thread may have several.
   *
   * @throws IllegalStateException if there is no such pool
   */
  public AdmittedPermit<E> admitDedicated(String pool, Operation operation) {
    // A pool that does not exist is rejected before anything has begun.
    entrance.choose(operation, null, false).client().dedicated().get(pool);
    return admit(operation, false, pool);
  }

  private AdmittedPermit<E> admit(Operation operation, boolean lease, @Nullable String dedicated) {
    long now = time.nanoTime();
    Holder outer = CurrentWork.innermost();
    CallRules call = entrance.rules();
    call.limits().check(operation);
    Deadline total = call.limits().total(operation, outer, now);
    CallTrace trace = telemetry.begins(operation);
    AdmittedPermit<E> permit;
    AdmissionResult result;
    do {
      permit =
          new AdmittedPermit<>(
              this,
              entrance.choose(operation, null, false),
              operation,
              outer,
              now,
              total,
              lease,
              trace);
      if (dedicated != null) {
        permit.dedicatedTo(dedicated);
      }
      result = entrance.admit(call, permit, total, now);
    } while (result == ENDPOINT_LEFT);
    permit.circuitReleased(); // what is done under it says nothing to the circuit
    if (result instanceof TranslatedFailure rejection) {
      throw results.rejected(permit.at(), permit.pool(), rejection, trace, now);
    }
    permit.takenHere();
    // A dedicated resource, such as a lock, may be held for days.
    if (dedicated == null && entrance.writerOpened(operation)) {
      permit.writes();
    }
    results.begun(now);
    return permit;
  }

  @Override
  public RuntimeException failed(AdmittedPermit<E> permit, Exception failure, Phase phase) {
    TranslatedFailure translated = results.failed(permit, failure, phase);
    RuntimeException exception = translated.make(Conclusion.ONLY);
    results.told(permit.at(), permit.pool(), translated, exception, 0);
    return exception;
  }

  @Override
  public void closed(AdmittedPermit<E> permit, @Nullable RuntimeException failure) {
    out.remove(permit);
    if (permit.ceasesToWrite()) {
      entrance.writerClosed();
    }
    permit.leave();
    results.ended(failure != null);
    permit.trace().ends(failure, 1, time.nanoTime() - permit.begunNanos());
  }

  /** Others get its permit; its thread cannot be taken from what it hangs in. */
  @Override
  public void abandoned(AdmittedPermit<E> permit) {
    LeaseHolder holder = permit.describeInFull(time.nanoTime());
    if (permit.ceasesToWrite()) {
      entrance.writerClosed();
    }
    permit.leave();
    leaks.tell(holder);
  }
}
