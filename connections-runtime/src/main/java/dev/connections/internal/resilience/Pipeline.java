package dev.connections.internal.resilience;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.Phase;
import dev.connections.TimeSource;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.Permit;
import org.jspecify.annotations.Nullable;

/** The steps of a call, in the one order there is. Thread-safe. */
final class Pipeline implements AdmittedPermit.Owner {

  private final TimeSource time;
  private final Limits limits;
  private final Admission admission;
  private final LazyBulkhead bulkhead;
  private final Results results;

  Pipeline(
      TimeSource time, Limits limits, Admission admission, LazyBulkhead bulkhead, Results results) {
    this.time = time;
    this.limits = limits;
    this.admission = admission;
    this.bulkhead = bulkhead;
    this.results = results;
  }

  <T extends @Nullable Object> T execute(Operation operation, AttemptWork<T> work) {
    long now = time.nanoTime();
    Holder outer = CurrentWork.innermost();
    admission.refuseNested(operation, outer);
    Deadline total = limits.total(operation, outer, now);
    // The logical span begins here.
    // Retry with its budget repeats from here.
    // The choice of an endpoint: there is one.
    // The circuit is looked at here: an open one refuses before anybody waits.
    Attempt attempt = new Attempt(operation, outer, now);
    boolean atOnce = admission.admit(attempt, total); // gate, opening, bulkhead
    try {
      // The circuit's permission is asked for here.
      long begins = atOnce ? now : time.nanoTime();
      if (total.isExpiredAt(begins)) {
        throw admission.noTimeLeft(operation);
      }
      attempt.begin(limits.attempt(operation, total, begins));
      // The attempt's span begins here.
      return run(attempt, work, begins);
    } finally {
      bulkhead.get().leave(attempt);
      CurrentWork.set(outer);
    }
  }

  private <T extends @Nullable Object> T run(Attempt attempt, AttemptWork<T> work, long begins) {
    CurrentWork.set(attempt);
    results.begun(begins);
    try {
      T value = work.run(attempt);
      results.succeeded(attempt);
      return value;
    } catch (Exception failure) {
      throw results.failed(attempt, failure);
    } finally {
      attempt.finish();
    }
  }

  /** A use without attempts: the same way in, no attempt deadline and no retry. */
  Permit admit(Operation operation) {
    long now = time.nanoTime();
    Holder outer = CurrentWork.innermost();
    admission.refuseNested(operation, outer);
    Deadline total = limits.total(operation, outer, now);
    AdmittedPermit permit = new AdmittedPermit(this, operation, outer, now, total);
    admission.admit(permit, total);
    CurrentWork.set(permit);
    results.begun(now);
    return permit;
  }

  @Override
  public RuntimeException failed(AdmittedPermit permit, Exception failure, Phase phase) {
    return results.failed(permit, failure, phase);
  }

  @Override
  public void closed(AdmittedPermit permit, boolean failed) {
    bulkhead.get().leave(permit);
    CurrentWork.set(CurrentWork.innermost()); // forgets the permit, if this thread took it
    results.ended(failed);
  }
}
